/** What the frame says of my work; loaded with the first page, so nothing else stands here. */
export const navigationText = { page: 'My work', command: 'Open my work' } as const
