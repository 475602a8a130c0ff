/**
 * Posts 1.5 MB in pieces, without saying how long it is, and gives the status of the answer; 413 too where the connection
 * is cut while the pieces are still sent.
 */
export async function postInPieces(url: string): Promise<number> {
  let left = 30;
  const body = new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new Uint8Array(50_000));
      else controller.close();
    },
  });
  const request = { method: 'POST', body, duplex: 'half' } as RequestInit;
  return await fetch(url, request).then(
    ({ status }) => status,
    () => 413,
  );
}
