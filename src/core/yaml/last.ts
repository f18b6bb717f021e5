/** `findLast` and `findLastIndex` of ES2023, for the ES2022 that the core is held to. */
export function lastIndexWhere<T>(items: readonly T[], test: (item: T, index: number) => boolean): number {
  for (let index = items.length - 1; index >= 0; index--) {
    if (test(items[index] as T, index)) return index;
  }
  return -1;
}

export function lastWhere<T>(items: readonly T[], test: (item: T, index: number) => boolean): T | undefined {
  return items[lastIndexWhere(items, test)];
}
