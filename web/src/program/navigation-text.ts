/** What the frame says of the criteria; loaded with the first page, so nothing else stands here. */
export const navigationText = { page: 'Criteria', weighTogether: 'Weigh the criteria together' } as const
