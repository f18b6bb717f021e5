/** A small project and a small article, for tests that need nothing more. */
import { type Folder, folderWith } from './host';

export const article = `Merkel and Macron speak by phone

BERLIN — Angela Merkel spoke with Emmanuel Macron on Saturday about the pipeline.

She said that "sanctions remain on the table". Paris disagreed with Berlin on that.

A second call is planned for tomorrow, her spokesman said.
`;

export const projectFile = `pressmark: 1
documents: ["*.txt"]
stance:
  - id: on-sanctions
    question: How does it treat sanctions?
    positions:
      - { id: favours, label: Favours }
      - { id: opposes, label: Opposes }
outlets:
  - { id: gazette, name: The Gazette }
events:
  - { id: call, name: The call, date: 2022-01-08 }
actors:
  - { id: angela-merkel, name: Angela Merkel, kind: person, aliases: [Merkel] }
  - { id: emmanuel-macron, name: Emmanuel Macron, kind: person, aliases: [Macron] }
tags:
  - id: claim
    label: Claim
    children:
      - { id: threat, label: Threat, pin: 1 }
      - { id: denial, label: Denial }
`;

/** A sidecar whose one passage is another coder's, with a comment that must outlive every change. */
export const sidecarOfAnother = `pressmark: 1
document:
  published: 2022-01-10   # the day it was printed
  published-basis: stated
annotations:
  # checked twice
  - id: 01931c1e-7b1a-7c3e-8000-000000000001
    tags:   [denial]
    quote: "Paris disagreed with Berlin on that."
    before: "he said that \\"sanctions remain on the table\\". "
    after: "\\n\\nA second call is planned for t"
    position: [164, 200]
    by: Another
    created: 2026-11-21T10:00:00Z
`;

/** The sample as a project of its own; `files` adds to it or replaces. */
export function sample(files: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  return folderWith({ 'a.txt': article, 'pressmark.yaml': projectFile, ...files });
}
