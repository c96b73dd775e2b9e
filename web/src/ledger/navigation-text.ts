/** What the frame says of the import; loaded with the first page, so nothing else stands here. */
export const navigationText = { page: 'Import' } as const
