/** Passwords that are guessed first. */
export interface CommonPasswords {
  has(password: string): boolean
}

/** Makes a look-up of any word list; case and width of letters do not matter. */
export function createCommonPasswords(words: Iterable<string>): CommonPasswords {
  const known = new Set<string>()
  for (const word of words) known.add(fold(word))
  return { has: (password) => known.has(fold(password)) }
}

function fold(password: string): string {
  return password.normalize('NFKC').toLowerCase()
}

// Words people choose here that no general list has.
const OURS = ['mainstay', 'mainstay1', 'mainstay123', 'keyaccount', 'keyaccounts']

let known: Promise<CommonPasswords> | null = null

/**
 * About fifty thousand passwords from published leaks, shipped with the program: nothing is looked up outside. Loaded
 * with the first password that somebody chooses.
 */
export function commonPasswords(): Promise<CommonPasswords> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) =>
    createCommonPasswords([...dictionary['passwords-common'], ...OURS]),
  )
  return known
}
