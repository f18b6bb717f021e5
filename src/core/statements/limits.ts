/**
 * UTF-16 code units above which a document takes no part: an article has some thousands, and two texts are compared
 * whole, which in a collection of millions that repeats itself would keep everything else waiting for minutes.
 */
export const maxComparedLength = 500_000;
