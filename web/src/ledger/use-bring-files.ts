import { showFailure } from '../kit/feedback/undo-toast.tsx'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { paths } from '../paths.ts'
import { useAdoptImport, useStartImport } from './api/import-changes.ts'
import { enqueueUploads, type PickedFile } from './upload-queue.ts'

/** Starts an import with the dropped files and goes to it; the uploads run on meanwhile. */
export function useBringFiles(): { bring: (files: readonly PickedFile[]) => void; isStarting: boolean } {
  const start = useStartImport()
  const adopt = useAdoptImport()
  const goTo = useGoTo()
  const bring = (files: readonly PickedFile[]) =>
    start.mutate('', {
      onSuccess: (detail) => {
        adopt(detail)
        enqueueUploads(detail.id, files, adopt)
        goTo(paths.importRun(detail.id))
      },
      onError: (error) => showFailure(error),
    })
  return { bring, isStarting: start.isPending }
}
