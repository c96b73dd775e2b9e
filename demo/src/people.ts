/** What a person of the sample company may do in the workspace. */
export type ProgramRole = 'program_lead' | 'account_manager' | 'contributor' | 'viewer'

/** Somebody who works at the sample company. */
export interface SamplePerson {
  readonly code: string
  readonly name: string
  readonly jobTitle: string
  readonly programRole: ProgramRole
  /** The sales unit the person belongs to, null for those who serve all. */
  readonly unit: string | null
  readonly email: string
  /** Appears on invoice lines, null for those who do not sell. */
  readonly salespersonCode: string | null
}

const LEADERS: readonly SamplePerson[] = [
  leader('P01', 'Ingrid Aldersey', 'Head of key accounts', 'program_lead'),
  leader('P02', 'Tomás Verdugo', 'Chief sales officer', 'program_lead'),
  leader('P03', 'Marit Solheim', 'Financial controller', 'contributor'),
  leader('P04', 'Jürgen Kettler', 'Head of service', 'contributor'),
  leader('P05', 'Amélie Rostand', 'Head of application engineering', 'contributor'),
  leader('P06', 'Owen Farraday', 'Managing director', 'viewer'),
]

const SELLERS: readonly SamplePerson[] = [
  seller('S11', 'Beate Lindhorst', 'Key account manager', 'Central Europe'),
  seller('S12', 'Reto Aeschlimann', 'Sales engineer', 'Central Europe'),
  seller('S13', 'Florian Waldner', 'Sales engineer', 'Central Europe'),
  seller('S21', 'Claire Montagnier', 'Key account manager', 'Western Europe'),
  seller('S22', 'Joost Terpstra', 'Sales engineer', 'Western Europe'),
  seller('S31', 'Paolo Vescovi', 'Key account manager', 'Southern Europe'),
  seller('S32', 'Nuria Escalante', 'Sales engineer', 'Southern Europe'),
  seller('S41', 'Harriet Blackwell', 'Key account manager', 'United Kingdom'),
  seller('S42', 'Gethin Prosser', 'Sales engineer', 'United Kingdom'),
  seller('S51', 'Dale Hutchins', 'Key account manager', 'North America'),
  seller('S52', 'Renée Thibodeaux', 'Sales engineer', 'North America'),
  seller('S61', 'Agnieszka Wrona', 'Key account manager', 'Northern and Eastern Europe'),
]

/** Everybody of the sample company who uses the program, leaders first. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [...LEADERS, ...SELLERS]

/** The person of a code; a fault, not a refusal, where there is none. */
export function samplePerson(code: string): SamplePerson {
  const person = SAMPLE_PEOPLE.find((each) => each.code === code)
  if (!person) throw new RangeError(`No person "${code}"`)
  return person
}

/** The people who sell in a unit, the key account manager first. */
export function sellersOf(unit: string): SamplePerson[] {
  return SELLERS.filter((seller) => seller.unit === unit)
}

function leader(code: string, name: string, jobTitle: string, programRole: ProgramRole): SamplePerson {
  return { code, name, jobTitle, programRole, unit: null, email: emailOf(name), salespersonCode: null }
}

function seller(code: string, name: string, jobTitle: string, unit: string): SamplePerson {
  const email = emailOf(name)
  return { code, name, jobTitle, programRole: 'account_manager', unit, email, salespersonCode: code }
}

function emailOf(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
  return `${plain.replaceAll(' ', '.')}@northwall.example`
}
