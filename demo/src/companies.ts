import { type AccountPlan, planAccount } from './accounts.ts'
import { type Chance, chanceFor, elementAt } from './chance.ts'
import { type CompanyNames, companyNames, pickCountry } from './company-names.ts'
import { COUNTRIES, type Country } from './countries.ts'
import { SEGMENTS, type Segment } from './segments.ts'

/** One row of the customer list: a holding, a company or a site. */
export interface Company {
  readonly code: string
  readonly name: string
  readonly parentCode: string | null
  /** The top of its group, itself when it stands alone. */
  readonly rootCode: string
  readonly plan: AccountPlan
  readonly segment: Segment
  readonly country: Country
  readonly city: string
  readonly region: string
  /** Net revenue of an ordinary year, euro; 0 for a holding that never buys. */
  readonly yearlyNet: number
  readonly employees: number | null
  readonly annualSales: number | null
}

/** A company before the account's revenue is divided. */
interface Member {
  readonly name: string
  readonly parent: number | null
  readonly country: Country
  readonly place: readonly [string, string]
  /** Its part of what the whole account buys. */
  readonly weight: number
}

const COMPANY_TOPIC = 4

/** The whole customer list: accounts in order of size, parents before their children. */
export function sampleCompanies(seed: number, count: number): Company[] {
  const names = companyNames()
  const companies: Company[] = []
  for (let rank = 1; companies.length < count; rank += 1) {
    const plan = planAccount(seed, rank)
    const chance = chanceFor(seed, COMPANY_TOPIC, rank)
    const members = accountMembers(chance, plan, names).slice(0, count - companies.length)
    companies.push(...divideAccount(chance, plan, { members, firstNumber: companies.length }))
  }
  return companies
}

function accountMembers(chance: Chance, plan: AccountPlan, names: CompanyNames): Member[] {
  const home = COUNTRIES.find((country) => country.code === plan.country) ?? pickCountry(chance)
  const stem = names.stem(chance, home)
  const isHolding = plan.shape === 'threeLevels' && plan.rank % 4 !== 0
  const head: Member = {
    name: isHolding ? names.holding(chance, home, stem) : names.company(chance, home, stem),
    parent: null,
    country: home,
    place: chance.pick(home.places),
    weight: isHolding ? 0 : 6,
  }
  if (plan.shape === 'single') return [head]
  const members = [head]
  const subsidiaries = plan.shape === 'threeLevels' ? chance.whole(2, 4) : chance.whole(1, 3)
  for (let number = 0; number < subsidiaries; number += 1) {
    const weight = isHolding && number === 0 ? 6 : chance.between(0.6, 2)
    members.push(subsidiary(chance, { home, stem, weight, isAbroad: number > 0 || !isHolding, taken: members }, names))
    if (plan.shape === 'threeLevels') addSites(chance, members, names)
  }
  return members
}

interface SubsidiaryOf {
  readonly home: Country
  readonly stem: string
  readonly weight: number
  readonly isAbroad: boolean
  /** Members so far: a group has one company of its own in each foreign country. */
  readonly taken: readonly Member[]
}

function subsidiary(chance: Chance, of: SubsidiaryOf, names: CompanyNames): Member {
  const drawn = of.isAbroad && chance.happens(0.75) ? pickCountry(chance) : of.home
  const country = of.taken.some((member) => member.country === drawn) ? of.home : drawn
  const isHome = country === of.home
  const name = isHome ? names.company(chance, country, of.stem) : names.abroad(chance, country, of.stem)
  return { name, parent: 0, country, place: chance.pick(country.places), weight: of.weight }
}

function addSites(chance: Chance, members: Member[], names: CompanyNames): void {
  const parent = members.length - 1
  const owner = elementAt(members, parent)
  for (let number = chance.whole(0, 2); number > 0; number -= 1) {
    const place = chance.pick(owner.country.places)
    const name = names.site(owner.name, owner.country, place[0])
    members.push({ name, parent, country: owner.country, place, weight: chance.between(0.3, 1) })
  }
}

interface NumberedMembers {
  readonly members: readonly Member[]
  readonly firstNumber: number
}

function divideAccount(chance: Chance, plan: AccountPlan, numbered: NumberedMembers): Company[] {
  const { members, firstNumber } = numbered
  const segment = chance.pick(SEGMENTS)
  const weights = members.reduce((sum, member) => sum + member.weight, 0)
  return members.map((member, index) => {
    const yearlyNet = Math.round((plan.yearlyNet * member.weight) / Math.max(weights, 1))
    const sales = companySize(chance, yearlyNet)
    return {
      code: customerCode(firstNumber + index),
      name: member.name,
      parentCode: member.parent === null ? null : customerCode(firstNumber + member.parent),
      rootCode: customerCode(firstNumber),
      plan,
      segment,
      country: member.country,
      city: member.place[0],
      region: member.place[1],
      yearlyNet,
      ...sales,
    }
  })
}

function customerCode(number: number): string {
  return `C${10_010 + number * 10}`
}

/** Sales and head count of the customer itself; one in eight has not told us. */
function companySize(chance: Chance, yearlyNet: number): Pick<Company, 'employees' | 'annualSales'> {
  const sales = Math.round(((yearlyNet + 40_000) * chance.between(25, 140)) / 100_000) * 100_000
  const employees = Math.max(4, Math.round(sales / chance.between(160_000, 320_000)))
  if (chance.happens(0.125)) return { employees: chance.happens(0.5) ? employees : null, annualSales: null }
  return { employees, annualSales: sales }
}

/** Rows of customer_code, customer_name, parent_code, segment, unit, city, region, country, employees, annual_sales. */
export function* customerRows(companies: readonly Company[]): Iterable<string[]> {
  for (const company of companies) {
    yield [
      company.code,
      company.name,
      company.parentCode ?? '',
      company.segment.name,
      company.country.unit,
      company.city,
      company.region,
      company.country.code,
      company.employees === null ? '' : String(company.employees),
      company.annualSales === null ? '' : String(company.annualSales),
    ]
  }
}
