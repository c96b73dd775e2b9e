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

// Only entries of at least eight characters: shorter ones are refused for their length.
const FEW = `
password password1 password12 password123 password1234 passw0rd p@ssword p@ssw0rd p@ssw0rd1 pa55word
12345678 123456789 1234567890 0123456789 12341234 11223344 00000000 11111111 22222222 55555555
66666666 77777777 88888888 99999999 87654321 987654321 9876543210 12121212 123123123 147258369
123qwe123 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc zaq12wsx qazwsxedc q1w2e3r4 q1w2e3r4t5 qwertyui
qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 azertyuiop asdfghjk asdfghjkl zxcvbnm1 asdf1234
abcdefgh abcdefg1 abcd1234 abc12345 a1b2c3d4 aaaaaaaa a1234567 a12345678 aa123456 iloveyou
iloveyou1 iloveyou2 sunshine sunshine1 princess princess1 football football1 baseball baseball1 superman
superman1 batman123 pokemon1 dragon123 monkey123 master123 shadow123 michael1 jennifer jordan23
charlie1 computer internet whatever trustno1 starwars welcome1 welcome12 welcome123 willkommen
letmein1 letmein123 admin123 admin1234 administrator changeme changeme1 default1 test1234 testtest
mustang1 corvette maverick liverpool chelsea1 arsenal1 barcelona realmadrid samsung1 google123
summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025
company1 company123 secret123 access14 hello123 hallo123 passwort passwort1 motdepasse contrasena
mainstay mainstay1 mainstay123 keyaccount keyaccounts
`

/** A short list of our own, in force until a dictionary is installed. */
export const fewCommonPasswords: CommonPasswords = createCommonPasswords(FEW.split(/\s+/).filter(Boolean))
