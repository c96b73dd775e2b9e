/** Apart from the other words: it is on every page. */
export const remarkText = { waiting: (many: number) => (many === 1 ? '1 waits' : `${many} wait`) } as const
