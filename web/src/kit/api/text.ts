/** What is said when the server gave no sentence of its own. */
export const text = {
  offline: 'The server could not be reached. Check the connection and try again.',
  unexpected: 'Something went wrong on our side. Nothing you typed is lost.',
  notAllowed: 'You may not do this. Ask an owner of the workspace.',
  notFound: 'This is not here, or not for you to see.',
  signedOut: 'You are signed out. Sign in again to continue.',
  changedMeanwhile: 'Somebody changed this while you were at it. Look at both versions, then save again.',
  tooMany: 'Too many requests. Wait a moment, then try again.',
} as const
