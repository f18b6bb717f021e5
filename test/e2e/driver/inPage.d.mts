/** Types of inPage.mjs. The editor is an element of the page, which has no type here. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export declare function boxOfText(editor: unknown, wanted: string): Box | undefined;
export declare function decorationsAt(editor: unknown, box: Box): readonly Readonly<Record<string, string>>[];
export declare function drawnText(editor: unknown): string;
