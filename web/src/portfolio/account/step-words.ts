import { waterfallWord } from '../../economics/index.ts'

/** What a figure is called whose lines are shown: a step of the waterfall by its name, else the words themselves. */
export function figureWord(figure: string): string {
  return waterfallWord(figure).toLowerCase()
}
