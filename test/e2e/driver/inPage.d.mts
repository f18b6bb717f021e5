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
export declare function accessibleNames(elements: readonly unknown[]): string[];
export declare function treeRows(elements: readonly unknown[]): { readonly top: number; readonly level: number; readonly label: string }[];
export declare function signsInMargin(editor: unknown, picture: string): number;
export declare function takesKeys(fields: readonly unknown[]): boolean;
