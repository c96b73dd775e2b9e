/** How the text of a column is read. */
export type FieldType = 'text' | 'code' | 'date' | 'month' | 'decimal' | 'integer' | 'currency' | 'country' | 'percent'

/** One thing a kind of table can say, and the headers under which files say it. */
export interface ImportField {
  readonly key: string
  readonly name: string
  readonly type: FieldType
  readonly isRequired: boolean
  readonly meaning: string
  /** Other headers in English, German, French, Spanish and Dutch, in lower case without accents. */
  readonly synonyms: readonly string[]
  /** Words that turn a similar header into something else: gross is not net. */
  readonly unlike: readonly string[]
  /** Fields this one can be computed from where its column is absent; null where it cannot. */
  readonly derivedFrom: readonly string[] | null
}

interface FieldWords {
  readonly meaning: string
  readonly synonyms?: string
  readonly unlike?: string
  readonly derivedFrom?: readonly string[]
}

/** Describes an optional field; synonyms and contrary words are given as one text, parted by commas. */
export function optionalField(key: string, name: string, type: FieldType, words: FieldWords): ImportField {
  return {
    key,
    name,
    type,
    isRequired: false,
    meaning: words.meaning,
    synonyms: listWords(words.synonyms),
    unlike: listWords(words.unlike),
    derivedFrom: words.derivedFrom ?? null,
  }
}

/** Describes a field without which a row cannot be used. */
export function requiredField(key: string, name: string, type: FieldType, words: FieldWords): ImportField {
  return { ...optionalField(key, name, type, words), isRequired: true }
}

function listWords(words: string | undefined): string[] {
  return (words ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
