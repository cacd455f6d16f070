package verdict

import (
	"fmt"
	"html"
	"strings"

	"gongkai/generator/audit"
)

const style = `body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;font:1rem/1.75 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c1c1c;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1.2rem 0 .2rem}p{margin:.3rem 0}
.verdict{padding:.6rem 1rem;border-left:.4rem solid #1d6b2f;background:#eef7f0}.fails{border-color:#961b1e;background:#fdeeee}
.about{color:#4d4d4d;font-size:.9rem}li{margin:.2rem 0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.4rem 0}th,td{border:1px solid #bdbdbd;padding:.3rem .5rem;text-align:left;vertical-align:top}
td{overflow-wrap:anywhere}.whole{white-space:nowrap}.wide{overflow-x:auto}
@media print{body{max-width:none;padding:0}}`

// HTML is a report as a page for the office. It is never a part of the site.
func HTML(r *audit.Report, language string) []byte {
	w := pageWriter{lang: words(language)}
	lang := w.lang
	title := lang.say("检查结果 %s", "Audit of %s", r.Today.DayString())
	w.put(`<!doctype html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>%s</title><style>%s</style></head><body><main><h1>%s</h1><p>%s</p>`,
		lang.say("zh-CN", "en"), title, raw(style), title, r.Profile.Title)
	class := "verdict"
	if r.Fails() {
		class += " fails"
	}
	w.put(`<p class="%s">%s</p>`, class, lang.conclusion(r))
	for _, kind := range []audit.Kind{audit.Veto, audit.Deduction} {
		if list := failed(r, kind); len(list) > 0 {
			w.put(`<h2>%s</h2>`, lang.in(kind.Words()))
			for _, result := range list {
				w.result(r, result)
			}
		}
	}
	w.due(r)
	if list := unseen(r); len(list) > 0 {
		w.put(`<h2>%s</h2><ul>`, lang.say("没有检查", "Not looked at"))
		for _, result := range list {
			w.put(`<li>%s %s：%s</li>`, result.Code, result.Text, lang.in(result.Why))
		}
		w.put(`</ul>`)
	}
	for _, year := range r.Missing {
		w.put(`<p>%s</p>`, lang.gap(year))
	}
	w.put("</main></body></html>\n")
	return []byte(w.String())
}

// pageWriter writes HTML: all values are escaped but those that are [raw].
type pageWriter struct {
	strings.Builder
	lang words
}

type raw string

func (w *pageWriter) put(format string, values ...any) {
	for i, v := range values {
		if text, ok := v.(string); ok {
			values[i] = html.EscapeString(text)
		}
	}
	fmt.Fprintf(w, format, values...)
}

// result writes one indicator that has failed.
func (w *pageWriter) result(r *audit.Report, result *audit.Result) {
	w.put(`<h3>%s %s</h3><p class="about">`, result.Code, result.Text)
	if cost := w.lang.cost(result); cost != "" {
		w.put(`%s · `, cost)
	}
	w.put(`%s`, w.lang.basis(result.Indicator))
	if result.Note != "" {
		w.put(` · %s`, result.Note)
	}
	w.put(`</p><ul>`)
	for _, item := range result.Failing {
		w.put(`<li>%s：%s%s <span class="about">%s</span></li>`, item.Title, w.lang.in(item.Says), w.lang.since(r, item), item.Subject)
	}
	w.put(`</ul>`)
}

// due writes the table of what falls due.
func (w *pageWriter) due(r *audit.Report) {
	due := r.Within(Ahead)
	if len(due) == 0 {
		return
	}
	lang := w.lang
	w.put(`<h2>%s</h2><div class="wide"><table><caption>%s</caption><thead><tr>`, lang.say("到期事项", "What falls due"), lang.say("今后 %d 天", "In the next %d days", Ahead))
	for _, head := range []string{lang.say("日期", "day"), lang.say("期限", "left"), lang.say("事项", "what it is"), lang.say("栏目或者文档", "what"), lang.say("说明", "why")} {
		w.put(`<th scope="col" class="whole">%s</th>`, head)
	}
	w.put(`</tr></thead><tbody>`)
	for _, row := range lang.dueRows(r, due) {
		w.put(`<tr><th scope="row" class="whole">%s</th><td class="whole">%s</td><td class="whole">%s</td><td>%s</td><td>%s</td></tr>`, strings.TrimSpace(row[0]), row[1], row[2], row[3]+" "+row[5], row[4])
	}
	w.put(`</tbody></table></div>`)
}
