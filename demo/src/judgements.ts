import type { Calendar } from './calendar.ts'
import { type Chance, chanceFor, elementAt } from './chance.ts'
import type { Company } from './companies.ts'
import { SAMPLE_PEOPLE, type SamplePerson, sellersOf } from './people.ts'
import type { ProfileName } from './profiles.ts'

export type JudgedCriterion = 'strategic_fit' | 'access_to_deciders' | 'willingness_to_plan'

/** What somebody thinks of an account on one criterion, 1 to 5; always given for the top of the group. */
export interface SampleJudgement {
  readonly customerCode: string
  readonly criterionKey: JudgedCriterion
  readonly score: number
  readonly authorCode: string
  readonly authorRole: SamplePerson['programRole']
  readonly date: string
}

const CRITERIA: readonly JudgedCriterion[] = ['strategic_fit', 'access_to_deciders', 'willingness_to_plan']
const JUDGEMENT_TOPIC = 9
const JUDGED_RANKS = 90
const RECENT_DAYS = 300

/** Around which score judgements of a kind of customer lie, in the order of `CRITERIA`. */
const CENTRES: Readonly<Record<ProfileName, readonly [number, number, number]>> = {
  costlyGiant: [2.6, 3.2, 1.8],
  star: [4.3, 4.1, 3.9],
  core: [3.2, 3, 2.9],
  gem: [4.2, 3, 4.1],
  highMaintenance: [2.2, 2.6, 2.2],
}

/**
 * Judgements of the larger accounts and of every gem by the seller and often a colleague, who do not always agree.
 * One in eight has not been given, one in twelve is more than a year old.
 */
export function sampleJudgements(seed: number, companies: readonly Company[], calendar: Calendar): SampleJudgement[] {
  return companies.flatMap((company) => {
    const { plan } = company
    if (company.parentCode !== null || (plan.rank > JUDGED_RANKS && plan.profile !== 'gem')) return []
    const chance = chanceFor(seed, JUDGEMENT_TOPIC, plan.rank)
    return drawAuthors(chance, company).flatMap((author) => judgeAccount(chance, { company, author }, calendar))
  })
}

function drawAuthors(chance: Chance, company: Company): SamplePerson[] {
  const seller = elementAt(sellersOf(company.country.unit), 0)
  const colleagues = SAMPLE_PEOPLE.filter((person) => person.unit === null && person.programRole !== 'viewer')
  return chance.happens(0.6) ? [seller, chance.pick(colleagues)] : [seller]
}

function judgeAccount(
  chance: Chance,
  by: { readonly company: Company; readonly author: SamplePerson },
  calendar: Calendar,
): SampleJudgement[] {
  const centres = CENTRES[by.company.plan.profile]
  return CRITERIA.flatMap((criterionKey, index) => {
    if (chance.happens(0.125)) return []
    const wish = elementAt(centres, index) + chance.between(-0.8, 0.8) + chance.between(-0.7, 0.7)
    const last = calendar.days.length - 1
    const age = chance.happens(1 / 12) ? chance.whole(400, 620) : chance.whole(5, RECENT_DAYS)
    return [
      {
        customerCode: by.company.code,
        criterionKey,
        score: Math.min(5, Math.max(1, Math.round(wish))),
        authorCode: by.author.code,
        authorRole: by.author.programRole,
        date: elementAt(calendar.days, last - age).date,
      },
    ]
  })
}
