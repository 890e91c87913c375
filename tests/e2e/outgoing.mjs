// Ends the worker of an older build that a browser under remote control keeps when a new one takes over.

/** How long a new build may wait beside a running one before that is ended, in milliseconds. */
const PATIENCE = 3_000;

/**
 * Chromium tells an outgoing worker that it ends, and then keeps it because somebody may look into it: it answers
 * nothing more, and the new one waits for it for five minutes. Whoever is not looked into ends at once, so that on
 * a phone nobody waits; and a worker that is ended without need begins again at the next request.
 */
export async function endOutgoing(tab) {
  const devtools = await tab.context().newCDPSession(tab);
  const versions = new Map();
  let waiting;
  devtools.on('ServiceWorker.workerVersionUpdated', ({ versions: changed }) => {
    for (const version of changed) versions.set(version.versionId, version);
    const all = [...versions.values()];
    const outgoing = all.find(({ status, runningStatus }) => status === 'activated' && runningStatus === 'running');
    const arrived = all.some(({ status }) => status === 'installed');
    clearTimeout(waiting);
    // The tab, and with it the worker, may be gone by then.
    if (outgoing && arrived) waiting = setTimeout(() => devtools.send('ServiceWorker.stopWorker', { versionId: outgoing.versionId }).catch(() => {}), PATIENCE);
  });
  tab.once('close', () => clearTimeout(waiting));
  await devtools.send('ServiceWorker.enable');
}
