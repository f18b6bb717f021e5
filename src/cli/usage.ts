/** What the command line can do, and the words in which it says so. */
import { UsageError } from './host';

export interface VerbHelp {
  readonly name: string;
  readonly synopsis: string;
  readonly summary: string;
  readonly help: string;
}

export const verbs: readonly VerbHelp[] = [
  {
    name: 'analyze',
    synopsis: 'analyze [--project F] [--published DATE] [--jobs N] [--resume OUT] [FILE…]',
    summary: 'marks who and when: one JSON object a line for each document',
    help: `Finds actors and dates in documents and writes one JSON object a line for each.

  FILE…             The documents. Each belongs to the nearest pressmark.yaml above it, and
                    the sidecar beside it (FILE.pressmark.yaml) gives its publication date,
                    its outlet and what coders decided about its marks. Without FILE, JSON
                    lines {"id","text","published"?} are read from standard input and
                    answered one by one, in order, for as long as the stream goes on.
  --project F       Use this project, a pressmark.yaml or its folder, for all documents.
  --published DATE  The documents' publication date, from which relative dates count:
                    2022-01-15, 2022-01-15T11:05 or 2022-01-10/2022-01-11. It goes before
                    what a sidecar states; a line's own "published" goes before it.
  --coder A,B       Only what these coders decided about marks counts. Where coders are separate,
  --reveal          nobody's does without it; --reveal has everybody's count.
  --jobs N          Shares the documents out among N threads, or with --jobs all among as many
                    as the machine has cores. The answers keep their order.
  --resume OUT      Writes into the file OUT, and goes on where an earlier run was stopped: give
                    the same command again. A document whose id has an answer in OUT, an error
                    too, is passed over, once for each answer; what was put in meanwhile is
                    answered at the end of OUT, and what is there stays. A last line that is
                    not whole is cut off; a file that does not hold answers is refused.

Keys of an object: id, published, publishedBasis (stated, external, inferred, bounded, none),
mentions, dates, outlet, blocks. Offsets are UTF-16 code units of the document's text with
every line end counted as one and without a byte order mark. What cannot be read yields
{"id","error"} in its place.

Exit status: 0 done, 2 bad usage or a FILE that cannot be read.`,
  },
  {
    name: 'check',
    synopsis: 'check [--json] [--coder A,B] [PATH…]',
    summary: 'checks sidecars and projects: every entry, every anchor, every id',
    help: `Checks that every sidecar and project file is read in full, that every passage still stands
where its selector says, and that every tag, outlet, stance position and actor exists.

  PATH…   Folders, sidecars, documents or project files; this folder if none is given.
  --json  One JSON object a line for each sidecar, and for each project file with problems:
          {"path","problems":[{"line","code","message"}],
           "annotations":[{"id","state","range","candidates"}]}. Lines count from 1.

  --coder A,B  Whose entries may be told of, for who codes blind. Everybody's are checked; of others'
               the words and places are left out.

Findings go to standard output as path:line:column: severity code: sentence.

Exit status: 0 nothing found, 1 findings, 2 bad usage or something that cannot be read.`,
  },
  {
    name: 'merge',
    synopsis: 'merge [--path NAME] BASE OURS THEIRS',
    summary: 'merges a sidecar or project file, as a git merge driver',
    help: `Merges two versions of a sidecar or project file entry by entry and writes the result to
OURS. What both sides added is kept; where both changed the same judgement, that one entry
stands between conflict markers.

  BASE         The version that both come from; an empty file if there is none.
  OURS THEIRS  The two versions.
  --path NAME  The name of the file that is merged, where the three have other names: git's %P.

As a git merge driver: pressmark merge --path %P %O %A %B

Exit status: 0 merged, 1 conflicts, 2 bad usage or a version that cannot be read in full; then
OURS is left as it was.`,
  },
  {
    name: 'compare',
    synopsis: 'compare [--json] [--project F] [FILE FILE…]',
    summary: 'passages of documents that report the same statement',
    help: `Finds passages that report the same statement, word for word, reworded, shortened, translated
and back, in one sentence or several, in every two of the documents.

  FILE FILE…   The documents. Each belongs to the nearest pressmark.yaml above it, whose actors
               help to see one name in two spellings. Without FILE, JSON lines
               {"id","a":{"text"},"b":{"text"}} are read from standard input and answered one by
               one with {"id","score","pairs":[{"a":[s,e],"b":[s,e],"score","relation"}]}, for as
               long as the stream goes on; "score" is that of both texts as wholes.
  --json       With FILE: one JSON object a line for each shared statement,
               {"a":{"id","start","end"},"b":{…},"score","relation"}.
  --project F  Use this project, a pressmark.yaml or its folder, for all documents.
  --coder A,B  Only what these coders decided about marks counts. Where coders are separate,
  --reveal     nobody's does without it; --reveal has everybody's count.

Relations say how b words what a says: verbatim, reworded, shortened (b says less), extended
(b says more), split (one sentence in several), merged, overlap (each says something of its
own). Scores go from 0 to 1. Offsets are UTF-16 code units, as those of analyze.

Exit status: 0 done, 2 bad usage or a FILE that cannot be read.`,
  },
  {
    name: 'agreement',
    synopsis: 'agreement [--json] [--reveal] [--unit UNIT] [--coders A,B] [--refs REF,REF] [FOLDER]',
    summary: 'how far coders agree on tags and stances',
    help: `Compares coders, tag by tag and question by question, for every pair of them and for all
together, over exactly the documents that they all finished. Whoever has documents assigned, or
marks what they have coded as read, has finished what they marked; whoever does neither has
finished whatever they coded. A stance that is a draft is unfinished either way. Which rule held
for whom, and how many documents it left out, stands above the figures.

  FOLDER           A project or a folder of it; this folder if none is given.
  --unit UNIT      What is counted as one judgement about a tag: character, sentence (if not
                   said otherwise), paragraph or document. Page furniture and readers'
                   comments are no units, nor do they count for their document; how many
                   passages stand there is said. A stance is one judgement a document.
  --coders A,B     These coders only.
  --finished RULE  One rule for everybody: marked, or coded.
  --refs REF,REF   Compares two branches or commits of the git repository, without checking
                   either out: each coder's work is taken from the one that changed it.
  --resamples N    Resamples for the confidence intervals, 1000 if not said otherwise, 0 for none.
  --seed N         Where the resampling and the chance of γ begin, 1 if not said otherwise.
  --reveal         Where coders are separate, nothing is told without it.
  --json           One JSON object a line: {"tag" or "question","coders","unit","documents",
                   "documentsOfAny","finished","unfinished","units","coded", and for each coefficient either
                   {"value","interval"?} or {"undefined":"reason"}}.

Coefficients: percent agreement; Cohen's κ (two coders) or Fleiss' κ (more); Krippendorff's α,
nominal, and for positions also ordinal, in the order of the project file and without those that
are off-scale there; for the boundaries of passages by two coders, α_U and γ. Where one is undefined, the reason stands in its place.

Where coders are separate, this is what tells one coder how the others have coded: figures,
and no passage. It wants --reveal there. Who still codes does not run it.

Exit status: 0 done, 2 bad usage or something that cannot be read.`,
  },
  {
    name: 'export',
    synopsis: 'export --to=FORMAT [--out FOLDER] [--coder A,B | --reveal] [FOLDER]',
    summary: 'what people decided, in the formats of other tools',
    help: `Writes a project's documents, passages, stances, actors and dates for other tools.

  FOLDER         A project or a folder of it; this folder if none is given.
  --to=FORMAT    csv      a table a file, for spreadsheets; offsets in UTF-16 code units
                 jsonl    the same records as JSON lines
                 w3c      Web Annotations (JSON-LD); offsets in code points
                 brat     .txt and .ann beside each other, with annotation.conf
                 conll    tokens with one layer of labels, in IOB2
                 qdpx     a REFI-QDA project, for NVivo, MAXQDA, ATLAS.ti, QualCoder
                 qdc      the codebook alone, REFI-QDA
  --out FOLDER   Where the files go; nothing that is there is overwritten. One file of text
                 goes to standard output where no folder is named.
  --table NAME   Of csv and jsonl, one table only: documents, passages, stance, mentions, dates.
  --layer NAME   What conll labels: actors (if not said otherwise), dates or passages.
  --tag, --outlet, --coder, --event A,B
                 Only passages with one of these tags or a tag below it, documents of these
                 outlets and events, work of these coders. Ids or names that nobody has are
                 refused.
  --reveal       Where coders are separate, everybody's work: without it, or --coder, nothing is
                 exported, so that nobody reads by accident what is hidden from them.
  --settled      Only what holds once adjudicators have spoken: entries that a settlement has set
                 aside are left out.
  --pseudonyms commenters,ID,…
                 Reader commenters and these actors under other names, the same in all files of
                 this export; who is who is written nowhere. Addresses of articles are left out.

What a format cannot carry is told on standard error. Documents with “quotes: none” go
without their quotes, or not at all. A cell that a spreadsheet would take for a formula is
written behind an apostrophe.

Exit status: 0 done, 2 bad usage, or something that cannot be read or written.`,
  },
  {
    name: 'import',
    synopsis: 'import --from=FORMAT --coder NAME [--reveal] [--project F] [--dry-run] FILE…',
    summary: 'what was coded in other tools, into sidecars',
    help: `Brings passages and their tags from other tools into the sidecars of a project's documents;
from tables that Pressmark wrote also stances, “read” and where the documents come from.
Each passage is placed by its quote and context, or by comparing the file's own text with the
document; what has no sure place is told and left out. What is there already stays as it is,
so that an import can be done again.

  FILE…          What was exported elsewhere. A document is found by its path in the project,
                 else by its name, else by its address.
  --from=FORMAT  w3c         Web Annotations, JSON-LD
                 brat        .ann files, each with its .txt beside it
                 qdpx        a REFI-QDA project
                 qdc         a REFI-QDA codebook: its codes become tags of the codebook
                 csv         a table with the columns document, tags, and quote or start and end,
                             or stance.csv or documents.csv as export writes them
                 jsonl       what export writes as JSON lines
                 hypothesis  JSON of the Hypothesis API: {"rows":[…]}
  --coder NAME   Whose the passages are where the file does not say.
  --reveal       Where coders are separate, takes what others signed too, into their sidecars,
                 and tells of what stands there. Without it, that is left out.
  --project F    The project, a pressmark.yaml or its folder; the one of this folder if not given.
  --dry-run      Says what would be imported, and writes nothing.

Tags are found by id or label. Passages whose tags the codebook lacks are left out and named.

Exit status: 0 everything imported, 1 some things left out, 2 bad usage, or something that
cannot be read or written.`,
  },
];

export function overview(): string {
  const width = Math.max(...verbs.map(({ synopsis }) => synopsis.length)) + 2;
  const lines = verbs.map(({ synopsis, summary }) => `  ${synopsis.padEnd(width)}${summary}`);
  return `Pressmark annotates news sources: who, when, whose text, and what coders make of it.

Usage: pressmark VERB …

${lines.join('\n')}
  ${'help VERB'.padEnd(width)}says more about a verb
  ${'--version'.padEnd(width)}prints the version

Data goes to standard output, messages to standard error.
`;
}

/** @throws UsageError for a verb that is not in this build */
export function verbNamed(name: string): VerbHelp {
  const verb = verbs.find((candidate) => candidate.name === name);
  if (verb) return verb;
  throw new UsageError(`There is no verb “${name}”.`);
}

export function helpFor(verb: VerbHelp): string {
  return `Usage: pressmark ${verb.synopsis}\n\n${verb.help}\n`;
}
