/** What the frame says of the accounts; loaded with the first page, so nothing else stands here. */
export const navigationText = { page: 'Accounts', open: 'Accounts: who they are', create: 'New account' } as const
