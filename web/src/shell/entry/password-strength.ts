export type Strength = 'empty' | 'short' | 'weak' | 'fair' | 'strong'

export const SHORTEST_PASSWORD = 8
const FAIR_LENGTH = 12
const STRONG_LENGTH = 16
const FEW_DIFFERENT = 5

/** A rough hint by length and variety. The server also knows the passwords that are guessed first. */
export function strengthOf(password: string): Strength {
  if (password === '') return 'empty'
  if (password.length < SHORTEST_PASSWORD) return 'short'
  const isMonotonous = new Set(password.toLowerCase()).size < FEW_DIFFERENT || /^\d+$/.test(password)
  if (isMonotonous) return 'weak'
  if (password.length >= STRONG_LENGTH) return 'strong'
  return password.length >= FAIR_LENGTH ? 'fair' : 'weak'
}
