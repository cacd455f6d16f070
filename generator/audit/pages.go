package audit

import (
	"gongkai/generator/diag"
	"gongkai/generator/terminal"
)

// noPages says why nothing is known of what pages weigh.
func noPages(a *auditor) diag.Text {
	if len(a.Pages) > 0 {
		return diag.Text{}
	}
	return diag.Text{ZH: "还没有生成网站：先运行 gongkai build", EN: "the site has not been built: run gongkai build first"}
}

// pageWeight looks for front pages of which a browser loads too much.
func pageWeight(a *auditor, ind *Indicator) (items []Item) {
	const kilo = 1000
	for _, p := range a.Pages {
		if p.Bytes > int64(ind.Kilobytes)*kilo {
			items = append(items, Item{Subject: p.Path, Title: "网页", Fails: true, Says: terminal.Textf(
				"第一次打开要下载 %d KB，其中 %s 有 %d KB", "a first visit loads %d KB, of which %s is %d KB", p.Bytes/kilo, p.Largest, p.LargestBytes/kilo)})
		}
	}
	return items
}

// notAsked says why nothing is known of other sites.
func notAsked(a *auditor) diag.Text {
	if a.Asked {
		return diag.Text{}
	}
	return diag.Text{ZH: "要联网：加 --links 时检查", EN: "this needs the network: --links asks"}
}
