/** What the frame says of the portfolio; loaded with the first page, so nothing else stands here. */
export const navigationText = {
  page: 'Portfolio',
  open: 'Portfolio: what it adds up to',
  loseMoney: 'Accounts that lose money',
  costToServe: 'Cost to serve: capacity used, unused and by account',
} as const
