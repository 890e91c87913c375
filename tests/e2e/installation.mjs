// A real installation, where the demo is too full or may not be changed: an officer, two hamlets, a volunteer of both.
import { test as base } from './fixtures.mjs';
import { Server } from './server.mjs';

/** The demo's is too short for a real installation. */
export const PASSWORD = 'gao-trang-nuoc-trong';
export const [LOST, KEPT] = ['An Hải', 'Hòa Duân'];

export const test = base.extend({
  server: async ({}, use) => {
    const server = await Server.fresh({ demo: null });
    const unit = ['--unit', '19900'];
    const typed = ['--password-stdin'];
    await server.command(['admin', 'create', ...unit, '--user', 'thanh', '--name', 'Nguyễn Văn Thành', ...typed], `${PASSWORD}\n`);
    await server.command(['hamlet', 'add', ...unit, '--name', LOST, '--name', KEPT]);
    const volunteer = ['--user', 'lan', '--name', 'Trần Thị Lan', '--called', 'co', '--hamlet', LOST, '--hamlet', KEPT];
    await server.command(['volunteer', 'add', ...unit, ...volunteer, ...typed], `${PASSWORD}\n`);
    await server.start();
    await use(server);
    await server.remove();
  },
});

/** Gives the volunteer these hamlets and no others. */
export const assign = (server, hamlets) => server.command(['volunteer', 'assign', '--user', 'lan', ...hamlets.flatMap((name) => ['--hamlet', name])]);
