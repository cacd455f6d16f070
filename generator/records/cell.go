package records

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// judges are the functions that look at the columns, in their order.
func judges() [4]func(cell string) verdict {
	return [...]func(string) verdict{judgeAddress, judgeDay, judgeSum, judgeState}
}

// verdict is what is wrong with a cell, and what it should be.
type verdict struct {
	rule *diag.Rule // nil where nothing is
	hint diag.Text
	// fix is what it should be, if that takes nobody who knows what was meant.
	fix string
}

// write is the verdict about a cell that can only be one other.
func write(rule *diag.Rule, fix string) verdict { return verdict{rule, instead(fix), fix} }

// instead is the hint to write something else.
func instead(text string) diag.Text { return diag.Text{ZH: "改为 " + text, EN: "write " + text} }

// short is a cell as a message shows it.
func short(cell string) string {
	const most = 72
	n := 0
	for i := range cell {
		if n++; n > most {
			return cell[:i] + "…"
		}
	}
	return cell
}

// bare returns a cell without what programs put around it.
func bare(cell string) string {
	return strings.TrimFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`"'“”`, r) })
}

func judgeAddress(cell string) verdict {
	if isAddress(cell) {
		return verdict{}
	}
	meant := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(bare(cell), `\`, "/")), "/")
	if isAddress(meant) && !strings.HasSuffix(bare(cell), "/") && !strings.Contains(cell, "..") {
		return write(ruleAddress, meant)
	}
	// What follows is more than another spelling: somebody has to look at it.
	if _, after, ok := strings.Cut(bare(cell), "://"); ok {
		_, meant, _ = strings.Cut(after, "/")
	}
	meant, _, _ = strings.Cut(meant, "?")
	if meant == "" || strings.HasSuffix(bare(cell), "/") {
		meant = path.Join(meant, "index.html")
	}
	if bare(cell) != "" && isAddress(meant) {
		return verdict{ruleAddress, instead(meant), ""}
	}
	return verdict{ruleAddress, restored(whyNot(meant)), ""}
}

// whyNot says what of an address is possible on no system, or not on all.
func whyNot(address string) diag.Text {
	if i := strings.IndexAny(address, notInNames); i >= 0 {
		return diag.Text{ZH: "网址里不能有 " + address[i:i+1], EN: "an address has no " + address[i:i+1]}
	}
	if len(address) > maxAddress {
		return diag.Text{ZH: fmt.Sprintf("网址不超过 %d 字节", maxAddress), EN: fmt.Sprintf("an address has at most %d bytes", maxAddress)}
	}
	for name := range strings.SplitSeq(address, "/") {
		if name != "" && (strings.HasSuffix(name, ".") || strings.TrimSpace(name) != name) {
			return diag.Text{ZH: "“" + short(name) + "”不能以空格开头，也不能以空格或句点结尾", EN: fmt.Sprintf("%q must not begin with a blank, or end in a blank or a dot", short(name))}
		}
	}
	return diag.Text{
		ZH: "写网页文件从网站根目录算起的路径，例如 policies/2017/0003.html", EN: "write the path of the page's file from the root of the site, such as policies/2017/0003.html",
	}
}

// The ways in which days are written: by people and spreadsheets, by programs, and as
// Excel keeps them, from 1900 on.
var (
	writtenDay = regexp.MustCompile(`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2})?)?$`)
	compactDay = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})$`)
	serialDay  = regexp.MustCompile(`^[34]\d{4}$`) // 1982 to 2036
	foreignDay = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
)

func judgeDay(cell string) verdict {
	if isDay(cell) {
		return verdict{}
	}
	narrow := width.Narrow.String(bare(cell))
	m := writtenDay.FindStringSubmatch(narrow)
	if m == nil {
		m = compactDay.FindStringSubmatch(narrow)
	}
	if m != nil {
		year, month, day := number(m[1]), number(m[2]), number(m[3])
		if exists(year, month, day) {
			return write(ruleDay, dayOf(year, month, day))
		}
		return verdict{ruleDay, noSuchDay(year, month), ""}
	}
	if serialDay.MatchString(narrow) {
		day := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, number(narrow)).Format(time.DateOnly)
		return verdict{ruleDay, diag.Text{ZH: "这是 Excel 的日期数字，改为 " + day, EN: "this is a day as Excel keeps it; write " + day}, ""}
	}
	if m := foreignDay.FindStringSubmatch(narrow); m != nil {
		return judgeForeign(number(m[3]), number(m[1]), number(m[2]))
	}
	return verdict{ruleDay, restored(diag.Text{ZH: "写成 2017-03-15 的形式", EN: "write it as 2017-03-15"}), ""}
}

// judgeForeign is the verdict about a day whose year is at the end: before it stand, as
// the country wills it, month and day or day and month.
func judgeForeign(year, one, other int) verdict {
	american, european := exists(year, one, other), exists(year, other, one)
	switch {
	case american && (!european || one == other):
		return verdict{ruleDay, instead(dayOf(year, one, other)), ""}
	case european && !american:
		return verdict{ruleDay, instead(dayOf(year, other, one)), ""}
	case american:
		a, e := dayOf(year, one, other), dayOf(year, other, one)
		return verdict{ruleDay, diag.Text{ZH: "核对后写 " + a + " 或 " + e, EN: "look up whether it is " + a + " or " + e}, ""}
	}
	return verdict{ruleDay, restored(diag.Text{ZH: "没有这一天", EN: "there is no such day"}), ""}
}

func dayOf(year, month, day int) string { return fmt.Sprintf("%04d-%02d-%02d", year, month, day) }

// noSuchDay says why there is no such day.
func noSuchDay(year, month int) diag.Text {
	switch {
	case year < firstYear || year > lastYear:
		return restored(diag.Text{ZH: fmt.Sprintf("年份在 %d 到 %d 之间", firstYear, lastYear), EN: fmt.Sprintf("years are %d to %d", firstYear, lastYear)})
	case month < 1 || month > 12:
		return restored(diag.Text{ZH: "月份是 01 到 12", EN: "months are 01 to 12"})
	}
	return restored(diag.Text{
		ZH: fmt.Sprintf("%d 年 %d 月有 %d 天", year, month, lastDay(year, month)), EN: fmt.Sprintf("%d-%02d has %d days", year, month, lastDay(year, month)),
	})
}

// restored is a hint for what only an earlier state of the file can tell.
func restored(hint diag.Text) diag.Text {
	return diag.Text{ZH: hint.ZH + "；不清楚的，从版本库恢复这一行", EN: hint.EN + ", or restore the line from version control"}
}

// number is the value of a few digits.
func number(digits string) int {
	n, _ := strconv.Atoi(digits) // the patterns have nothing but digits
	return n
}

// shortened is a number as a spreadsheet writes one that has too many digits for it.
var shortened = regexp.MustCompile(`^\d(?:\.\d+)?[Ee]\+\d+$`)

func judgeSum(cell string) verdict {
	if cell == noSum || isSum(cell) {
		return verdict{}
	}
	narrow := strings.ToLower(width.Narrow.String(bare(cell)))
	narrow = strings.TrimPrefix(narrow, "sha256:")
	switch {
	case isSum(narrow):
		return write(ruleSum, narrow)
	case narrow != "" && strings.Trim(narrow, "-—–−") == "":
		return write(ruleSum, noSum)
	case narrow == "":
		return verdict{ruleSum, restored(diag.Text{ZH: "没有审查过的写 -", EN: "write - where nothing was approved"}), ""}
	case shortened.MatchString(narrow):
		return verdict{ruleSum, diag.Text{ZH: "Excel 把它当成数字缩短了；从版本库恢复这一行", EN: "Excel took it for a number and shortened it: restore the line from version control"}, ""}
	}
	n := utf8.RuneCountInString(narrow)
	return verdict{ruleSum, restored(diag.Text{
		ZH: fmt.Sprintf("校验和是 64 位十六进制数字（0-9、a-f），这里有 %d 个字符", n), EN: fmt.Sprintf("a sum is 64 hexadecimal digits (0-9, a-f), these are %d characters", n),
	}), ""}
}

// otherNames are what people call the states.
var otherNames = map[string]State{
	"已公开": Public, "公布": Public, "已公布": Public, "发布": Public, "已发布": Public, "公示": Public, "公開": Public, "public": Public, "page": Public, "published": Public,
	"撤回": Withdrawn, "已撤回": Withdrawn, "撤销": Withdrawn, "已撤下": Withdrawn, "撤稿": Withdrawn, "下线": Withdrawn, "已下线": Withdrawn, "下架": Withdrawn, "withdrawn": Withdrawn,
	"跳转": Redirect, "重定向": Redirect, "转向": Redirect, "移动": Redirect, "已移动": Redirect, "转移": Redirect, "轉址": Redirect, "redirect": Redirect, "moved": Redirect,
}

func judgeState(cell string) verdict {
	if parseState(cell) != 0 {
		return verdict{}
	}
	word := bare(cell)
	if parseState(word) != 0 {
		return write(ruleState, word)
	}
	meant := ""
	if s := otherNames[strings.ToLower(word)]; s != 0 {
		meant = s.String()
	} else {
		meant = suggest.Nearest(word, stateNames[1:])
	}
	if meant != "" {
		return verdict{ruleState, instead(meant), ""}
	}
	return verdict{ruleState, diag.Text{ZH: "状态是 公开、撤下 或 转址", EN: "the states are 公开 (public), 撤下 (withdrawn) and 转址 (moved)"}, ""}
}
