/** What the frame says of the workspace; loaded with the first page, so nothing else stands here. */
export const navigationText = { settings: 'Settings', people: 'People', keys: 'API keys', audit: 'Audit' } as const
