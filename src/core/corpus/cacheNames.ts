/** What the host, which keeps the cache and does not read it, knows of its files: what reads them is loaded where they are read. */
export const metaName = 'project.json';
