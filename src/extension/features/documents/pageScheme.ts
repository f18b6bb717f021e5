/** Under this scheme a page's text is asked for. Apart from the pages, because a window may open with one before anything of them is read. */
export const pageScheme = 'pressmark-page';
