import * as EventsPage from './events/EventsPage.svelte';
import type { Route } from './lib/router.svelte';

/** Every page of the desk, each loaded when it is first asked for; the first comes with the desk itself. */
export const routes: readonly Route[] = [
  { path: '/', title: 'Events', load: () => Promise.resolve(EventsPage) },
  { path: '/events/:id', title: 'Event', load: () => import('./event/EventPage.svelte') },
  { path: '/reports', title: 'Reports', load: () => import('./reports/ReportsPage.svelte') },
  { path: '/reports/:id', title: 'Report', load: () => import('./report/ReportPage.svelte') },
  { path: '/review', title: 'Review', load: () => import('./review/ReviewPage.svelte') },
  { path: '/add', title: 'Add', load: () => import('./add/AddPage.svelte') },
  { path: '/withhold', title: 'Withhold', load: () => import('./withhold/WithholdPage.svelte') },
  { path: '/samples', title: 'Samples', load: () => import('./samples/SamplesPage.svelte') },
  { path: '/samples/:id', title: 'Sample', load: () => import('./samples/SamplesPage.svelte') },
  { path: '/accounts', title: 'Accounts', load: () => import('./accounts/AccountsPage.svelte') },
  { path: '/login', title: 'Log in', load: () => import('./login/LoginPage.svelte'), isOpen: true },
];
