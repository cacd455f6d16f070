package board

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/terminal"
)

// heads are the columns of the board.
func heads(lang string) []string {
	return strings.Fields(diag.Text{ZH: "机关 得分 结论 一票否决 错误 个人信息和保密标志 接下来到期", EN: "office score verdict vetoes errors privacy due"}.In(lang))
}

// row is an office as it is shown: a cell each, each of several lines.
func (l *Line) row(lang string) [][]string {
	say := func(zh, en string) string { return diag.Text{ZH: zh, EN: en}.In(lang) }
	if l.Unread {
		return [][]string{{l.Name}, {""}, {say("读不了，先运行 gongkai check", "cannot be read: see gongkai check")}, nil, nil, nil, nil}
	}
	verdict := say("合格", "passes")
	if !l.Passes {
		verdict = say("不合格", "fails")
	}
	var vetoes, kinds, due []string
	for _, v := range l.Vetoes {
		vetoes = append(vetoes, fmt.Sprintf(say("%s %s（%d 处）", "%s %s (%d)"), v.Code, v.Text, v.Items))
	}
	for _, k := range l.Kinds {
		kinds = append(kinds, fmt.Sprintf("%s %s: %d", k.Code, k.Title.In(lang), k.Count))
	}
	for _, d := range l.Due {
		due = append(due, fmt.Sprintf(say("%s（还有 %d 天）%s", "%s (%d days) %s"), d.On, d.Left, d.What.In(lang)))
	}
	return [][]string{{l.Name}, {strconv.FormatFloat(l.Score, 'f', -1, 64)}, {verdict}, vetoes, {strconv.Itoa(l.Errors)}, kinds, due}
}

// Text is the board for a terminal.
func Text(lines []*Line, lang string) string {
	table := [][]string{heads(lang)}
	for _, l := range lines {
		cells := l.row(lang)
		height := 1
		for _, c := range cells {
			height = max(height, len(c))
		}
		for i := range height {
			row := make([]string, len(cells))
			for j, c := range cells {
				if i < len(c) {
					row[j] = c[i]
				}
			}
			table = append(table, row)
		}
	}
	return terminal.Table(table)
}

const style = `body{margin:0 auto;max-width:80rem;padding:1.5rem 1rem 4rem;font:1rem/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c1c1c;background:#fff}
h1{font-size:1.5rem}.frame{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.4rem 0}th,td{border:1px solid #bdbdbd;padding:.3rem .5rem;text-align:left;vertical-align:top}
ul{margin:0;padding-left:1.1rem}.fails{background:#fdeeee}
@media print{body{max-width:none;padding:0}}`

// HTML is the board as a page for those who answer for the offices.
func HTML(county string, today page.Date, lines []*Line, lang string) []byte {
	var b strings.Builder
	say := func(zh, en string) string { return diag.Text{ZH: zh, EN: en}.In(lang) }
	title := html.EscapeString(fmt.Sprintf(say("%s：各机关检查情况 %s", "%s: inspection board of %s"), county, today.DayString()))
	fmt.Fprintf(&b, `<!doctype html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>%s</title><style>%s</style></head><body><main><h1>%s</h1>`,
		say("zh-CN", "en"), title, style, title)
	fmt.Fprintf(&b, `<div class="frame"><table><caption>%s</caption><thead><tr>`, say("内部材料，不公开。只有数目，没有内容。", "For the office alone. Counts only, no content."))
	for _, h := range heads(lang) {
		fmt.Fprintf(&b, `<th scope="col">%s</th>`, html.EscapeString(h))
	}
	b.WriteString(`</tr></thead><tbody>`)
	for _, l := range lines {
		class := ""
		if !l.Passes {
			class = ` class="fails"`
		}
		fmt.Fprintf(&b, `<tr%s>`, class)
		for i, cell := range l.row(lang) {
			open, end := `<td>`, `</td>`
			if i == 0 {
				open, end = `<th scope="row">`, `</th>`
			}
			b.WriteString(open + cellHTML(cell) + end)
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString("</tbody></table></div></main></body></html>\n")
	return []byte(b.String())
}

// cellHTML is a cell: a list where there is more than one thing in it.
func cellHTML(lines []string) string {
	if len(lines) < 2 {
		return html.EscapeString(strings.Join(lines, ""))
	}
	var b strings.Builder
	b.WriteString("<ul>")
	for _, line := range lines {
		b.WriteString("<li>" + html.EscapeString(line) + "</li>")
	}
	return b.String() + "</ul>"
}
