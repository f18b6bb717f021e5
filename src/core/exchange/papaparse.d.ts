/** Of papaparse, what core uses: its published types bring those of Node with them. */
declare const Papa: {
  unparse(rows: readonly (readonly unknown[])[], options: { readonly newline: string; readonly escapeFormulae: RegExp }): string;
  parse(
    text: string,
    options: { readonly header: true; readonly skipEmptyLines: 'greedy' },
  ): {
    readonly data: readonly Record<string, string>[];
    readonly errors: readonly { readonly row?: number; readonly message: string }[];
    readonly meta: { readonly fields?: readonly string[] };
  };
};
export default Papa;
