/**
 * SIGUSR1 opens node's debugger, through which whoever may connect to this machine can read every key. A listener of our own
 * takes its place. The first import of the program, so that there is no moment before it.
 */
process.on('SIGUSR1', () => {
  process.stderr.write('SIGUSR1 is ignored: no debugger opens in a running Airdesk\n');
});
