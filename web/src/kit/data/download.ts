const KEEP_ALIVE_MILLISECONDS = 30_000

/** Hands a file made in the browser to the user. */
export function downloadBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(address), KEEP_ALIVE_MILLISECONDS)
}

/** Hands text made in the browser to the user as a file. */
export function downloadText(name: string, content: string, mediaType: string): void {
  downloadBlob(name, new Blob([content], { type: `${mediaType};charset=utf-8` }))
}

/** A file name out of a heading: "Whale curve of gross margin" becomes "whale-curve-of-gross-margin". */
export function fileNameOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '') || 'mainstay'
  )
}
