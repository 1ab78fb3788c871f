import { get } from '../lib/api';
import type { ReportPage } from '../lib/types';

/** Reports that were asked for, each once. One that did not come is asked for again. */
export class Texts {
  private readonly asked = new Map<string, Promise<ReportPage>>();

  read(report: string): Promise<ReportPage> {
    const known = this.asked.get(report);
    if (known) return known;
    const asking = get<ReportPage>(`/api/reports/${encodeURIComponent(report)}`);
    asking.catch(() => this.asked.delete(report));
    this.asked.set(report, asking);
    return asking;
  }
}
