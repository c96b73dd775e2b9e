import { SaxesParser } from 'saxes'
import { CONTENT_TYPES, type Parts } from './deck-package.ts'

/**
 * What makes an office program ask to repair a file: parts that no list names or lists that name none, relations that
 * lead nowhere or are asked for and not there, XML that is none, shapes of one slide that share a number.
 */
export function faultsOf(parts: Parts): string[] {
  const texts = new Map(
    [...parts].filter(([name]) => /\.(xml|rels)$/.test(name)).map(([name, content]) => [name, content.toString()]),
  )
  return [
    ...contentFaults(parts, texts.get(CONTENT_TYPES) ?? ''),
    ...[...texts].flatMap(([name, text]) => [
      ...xmlFaults(name, text),
      ...(name.endsWith('.rels') ? relationFaults(parts, name, text) : relatedFaults(texts, name, text)),
      ...shapeFaults(name, text),
    ]),
  ]
}

function contentFaults(parts: Parts, list: string): string[] {
  const named = [...list.matchAll(/<Override\b[^>]*\bPartName="\/([^"]+)"/g)].map(([, name = '']) => name)
  const endings = new Set([...list.matchAll(/<Default\b[^>]*\bExtension="([^"]+)"/g)].map(([, end = '']) => end))
  const untyped = [...parts.keys()].filter(
    (name) => name !== CONTENT_TYPES && !named.includes(name) && !endings.has(name.slice(name.lastIndexOf('.') + 1)),
  )
  const lower = [...parts.keys()].map((name) => name.toLowerCase())
  return [
    ...(new Set(lower).size === lower.length ? [] : ['two parts of one name']),
    ...named.filter((name) => !parts.has(name)).map((name) => `listed and not there: ${name}`),
    ...named.filter((name, at) => named.indexOf(name) !== at).map((name) => `listed twice: ${name}`),
    ...untyped.map((name) => `of no known type: ${name}`),
  ]
}

function xmlFaults(name: string, text: string): string[] {
  try {
    const parser = new SaxesParser({ xmlns: true, position: true, fileName: name })
    parser.on('error', (error) => {
      throw error
    })
    parser.write(text).close()
    return []
  } catch (error) {
    return [String(error)]
  }
}

function relationFaults(parts: Parts, name: string, text: string): string[] {
  const folder = name.replace(/_rels\/[^/]+$/, '')
  const ids = [...text.matchAll(/<Relationship\b[^>]*\bId="([^"]+)"/g)].map(([, id]) => id)
  const targets = [...text.matchAll(/<Relationship\b[^>]*\bTarget="([^"]+)"/g)].map(([, target = '']) =>
    decodeURIComponent(new URL(target, `http://x/${folder}`).pathname.slice(1)),
  )
  return [
    ...targets.filter((target) => !parts.has(target)).map((target) => `${name} leads to ${target}, which is not there`),
    ...(new Set(ids).size === ids.length ? [] : [`${name} has two relations of one id`]),
  ]
}

/** Relations that a part asks for by their ids. */
function relatedFaults(texts: ReadonlyMap<string, string>, name: string, text: string): string[] {
  const at = name.lastIndexOf('/') + 1
  const relations = texts.get(`${name.slice(0, at)}_rels/${name.slice(at)}.rels`) ?? ''
  return [...text.matchAll(/\br:(?:id|embed|link)="([^"]+)"/g)]
    .filter(([, id]) => !relations.includes(`Id="${id}"`))
    .map(([, id]) => `${name} asks for ${id}, which its relations lack`)
}

function shapeFaults(name: string, text: string): string[] {
  if (!/^ppt\/slides\/[^/]+$/.test(name)) return []
  const ids = [...text.matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id)
  return new Set(ids).size === ids.length ? [] : [`${name} has two shapes of one number`]
}
