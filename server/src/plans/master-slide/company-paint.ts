import type { Stage } from '../exports/stage.ts'
import type { CompanyMaster } from './company-master.ts'
import { all, find, type XmlElement } from './xml-tree.ts'

const DARK = '1A1F26'
const WHITE = 'FFFFFF'
/** Contrast at which text can be read (WCAG 2.2, AA), and at which a column stands out. */
const READABLE = 4.5
const VISIBLE = 1.6
const SERIES = ['accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6'] as const

/** The colors of the theme by name, six digits each; null where it mixes one. */
export function colorsOf({ theme }: CompanyMaster): { readonly name: string; readonly value: string | null }[] {
  const scheme = all(theme.tree, 'clrScheme')[0]
  return (scheme?.children ?? []).map(({ name, children }) => {
    const [color] = children
    const value = color?.attributes.lastClr ?? color?.attributes.val ?? ''
    return { name, value: /^[0-9A-Fa-f]{6}$/.test(value) ? value.toUpperCase() : null }
  })
}

/** Ink and colors of charts that can be seen on the slides of the company; on a picture, paper is laid below them. */
export function paintOf(
  company: CompanyMaster,
  isBusy: boolean,
): Pick<Stage, 'ink' | 'soft' | 'accent' | 'series' | 'paper'> {
  const ground = isBusy ? null : groundOf(company)
  const below = ground ?? WHITE
  const own = resolved(company, 'tx1')
  const isOwnReadable = ground !== null && own !== null && contrast(own, below) >= READABLE
  const other = contrast(DARK, below) >= contrast(WHITE, below) ? DARK : WHITE
  const ink = isOwnReadable ? 'tx1' : other
  const seen = SERIES.filter((name) => contrast(resolved(company, name) ?? DARK, below) >= VISIBLE)
  const series = seen.length > 0 ? seen.slice(0, 3) : [ink]
  return { ink, soft: ink, accent: series[0] ?? ink, series, paper: ground === null ? WHITE : null }
}

/** The color of a slide; null where a picture or a pattern lies on it. */
function groundOf(company: CompanyMaster): string | null {
  const ground =
    find(company.contentLayout.tree, 'sldLayout', 'cSld', 'bg') ?? find(company.master.tree, 'sldMaster', 'cSld', 'bg')
  if (!ground) return resolved(company, 'bg1')
  const fill = find(ground, 'bgPr', 'solidFill') ?? find(ground, 'bgRef')
  if (!fill) return null
  const [color] = fill.children
  return color ? colorOf(company, color) : null
}

function colorOf(company: CompanyMaster, { name, attributes, children }: XmlElement): string | null {
  if (children.length > 0) return null
  if (name === 'srgbClr') return attributes.val ?? null
  if (name === 'sysClr') return attributes.lastClr ?? null
  return name === 'schemeClr' ? resolved(company, attributes.val ?? '') : null
}

/** A color of the theme by the name under which slides know it. */
function resolved(company: CompanyMaster, name: string): string | null {
  const map = find(company.master.tree, 'sldMaster', 'clrMap')?.attributes ?? {}
  const own = map[name] ?? name
  return colorsOf(company).find((color) => color.name === own)?.value ?? null
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** How bright a color is to the eye, from 0 to 1. */
function luminance(digits: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
