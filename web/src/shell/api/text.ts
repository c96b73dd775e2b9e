/** How long to wait after too many wrong tries. */
export const waitSentence = (minutes: number) =>
  minutes <= 1
    ? 'Too many wrong tries. Try again in a minute.'
    : `Too many wrong tries. Try again in ${minutes} minutes.`
