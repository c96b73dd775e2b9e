import { type Chance, elementAt } from './chance.ts'
import { COUNTRIES, type Country } from './countries.ts'

/** Gives invented company names, never the same one twice. */
export interface CompanyNames {
  /** A family name for a group or a single company: "Brückhagener". */
  stem(chance: Chance, country: Country): string
  /** The name of a company that carries the stem: "Brückhagener Pumpentechnik GmbH". */
  company(chance: Chance, country: Country, stem: string): string
  /** The holding at the top: "Brückhagener Group AG". */
  holding(chance: Chance, country: Country, stem: string): string
  /** A subsidiary abroad: "Brückhagener France S.A.S.". */
  abroad(chance: Chance, country: Country, stem: string): string
  /** A site below a company: "Brückhagener Pumpentechnik GmbH, Werk Kassel". */
  site(owner: string, country: Country, city: string): string
}

/** The country a customer comes from, the frequent ones more often. */
export function pickCountry(chance: Chance): Country {
  return elementAt(COUNTRIES, chance.pickWeighted(COUNTRIES.map((country) => country.weight)))
}

export function companyNames(): CompanyNames {
  const used = new Set<string>()
  return {
    stem: (chance, country) =>
      unused(used, () => {
        const stem = chance.pick(country.fronts) + chance.pick(country.backs)
        return stem.startsWith('"') ? `${stem}"` : stem
      }),
    company: (chance, country, stem) =>
      unused(used, () => withForm(`${stem} ${chance.pick(country.trades)}`, chance.pick(country.forms))),
    holding: (chance, country, stem) =>
      unused(used, () => withForm(`${stem} ${chance.pick(['Group', 'Holding'])}`, elementAt(country.forms, 0))),
    abroad: (chance, country, stem) =>
      unused(used, () => withForm(`${stem} ${country.name}`, chance.pick(country.forms))),
    site: (owner, country, city) => unused(used, () => `${owner}, ${country.siteWord} ${city}`),
  }
}

function withForm(name: string, form: string): string {
  return /^[, ]/.test(form) ? name + form : `${name} ${form}`
}

const TRIES = 12

/** Draws until a name is new; when luck fails a Roman numeral tells namesakes apart. */
function unused(used: Set<string>, draw: () => string): string {
  let name = draw()
  for (let attempt = 0; used.has(name) && attempt < TRIES; attempt += 1) name = draw()
  const plain = name
  for (let number = 2; used.has(name); number += 1) name = `${plain} ${'I'.repeat(number)}`
  used.add(name)
  return name
}
