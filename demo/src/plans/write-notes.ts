import { dayAfter } from './days.ts'
import type { SampleNotes } from './sample-plan.ts'
import { dayInLife, type PlanSetting } from './setting.ts'
import type { Theme } from './theme.ts'

const heading = (text: string) => ({ kind: 'heading', text }) as const
const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const
const point = (text: string) => ({ kind: 'point', text }) as const

/** What does not fit into a list: how the team came to its items and aims, written by several people over some weeks. */
export function notesOf(setting: PlanSetting, themes: readonly Theme[]): SampleNotes[] {
  const [first] = themes
  if (!first) return []
  return [talksOf(setting), choicesOf(setting, first)]
}

function talksOf(setting: PlanSetting): SampleNotes {
  const { cast, begunOn } = setting
  const on = (days: number) => dayInLife(setting, dayAfter(begunOn, days))
  const [leading] = cast.competitors
  return {
    part: 'swot',
    written: [
      {
        authorCode: cast.seller.code,
        on: on(2),
        lines: [
          heading('Where this comes from'),
          paragraph(
            `${cast.operations.name} walked the plant with two of us for half a day. ${cast.buyer.name} spoke with us for an hour and knew our late deliveries by date.`,
          ),
          point(`Nobody on their side would say what ${leading} gets for the same order.`),
          point(`${cast.executive.name} has not been asked yet; the lead will do that.`),
        ],
      },
      {
        authorCode: 'P04',
        on: on(9),
        lines: [
          heading('From the service side'),
          paragraph(
            'Their fitters call us directly when something leaks. None of that is in any order, so it does not show in the numbers.',
          ),
        ],
      },
    ],
  }
}

function choicesOf(setting: PlanSetting, theme: Theme): SampleNotes {
  const { cast, begunOn, outline } = setting
  const on = (days: number) => dayInLife(setting, dayAfter(begunOn, days))
  const chosen = {
    authorCode: cast.seller.code,
    on: on(12),
    lines: [
      heading('Why these aims and no others'),
      paragraph(
        `First of all: ${theme.title.charAt(0).toLowerCase()}${theme.title.slice(1)}. Everything else waits if people are short.`,
      ),
      point('Left out: a price increase this year. It would cost us the talks about the contract.'),
      point('Left out: the two smallest sites. They can order from the branch.'),
    ],
  }
  const answer = {
    authorCode: 'P01',
    on: on(20),
    lines: [paragraph('Agreed, also with what is left out. Let us look at the smallest sites again in a year.')],
  }
  return { part: 'objectives', written: outline.progress > 0 ? [chosen, answer] : [chosen] }
}
