package serve

import (
	"bytes"
	"fmt"
	"html"
	"net/http"

	"gongkai/generator/diag"
)

// The pages of the preview itself. They are no part of the site, so they are
// written here, with a style of their own and nothing to load.

// shellStyle is the style of these pages.
const shellStyle = `body{margin:0 auto;max-width:58rem;padding:2rem 1.2rem 6rem;font:1rem/1.75 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1c1c1c;background:#fff}
h1{font-size:1.5rem;border-bottom:2px solid #961b1e;padding-bottom:.4rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
a{color:#8a1719}p{margin:.4rem 0}ul{padding:0;list-style:none}li{padding:.6rem 0;border-bottom:1px solid #e4e4e4}
.mark{background:#fff3d6;color:#6b4a00;border-radius:3px;padding:.1rem .45rem;margin-right:.5rem}
.error{background:#fde8e8;color:#8a1719}.warning{background:#fff3d6;color:#6b4a00}.note{background:#e8f0fd;color:#1d3f7a}
pre{margin:.3rem 0;padding:.4rem .6rem;background:#f6f6f6;white-space:pre-wrap;word-break:break-all}pre u{text-decoration:underline wavy #c2191d;text-underline-offset:.25em}
.small{color:#5a5a5a;font-size:.9rem}.hint{display:block}
#import{margin:1rem 0;padding:.6rem 1.2rem 1rem;border:2px dashed #b9a8a8;border-radius:6px}#import.over{border-color:#961b1e;background:#fbf3f1}#import h2{margin:.3rem 0}
#import p{display:flex;flex-wrap:wrap;gap:.3rem .8rem;align-items:center;margin:.7rem 0}#import select,#import input,#import button{font:inherit;max-width:100%}
#import select,#import button{min-height:2.6rem;padding:.2rem .9rem}#import button{background:#961b1e;border:1px solid #961b1e;border-radius:3px;color:#fff;cursor:pointer}#import button:disabled{opacity:.6}
h3+ul,h3+p+ul{margin:0 0 1.2rem}h3{margin:1rem 0 .2rem;font-size:1rem;overflow-wrap:anywhere}`

// notThere and notShown are what a page says that cannot be shown.
var (
	notThere = diag.Text{ZH: "网站上没有这个页面", EN: "The site has no such page"}
	notShown = diag.Text{ZH: "这个页面暂时不能显示", EN: "This page cannot be shown at present"}
)

// shell answers with a page that says why there is nothing else. It is
// replaced by itself when there is.
func (h handler) shell(w http.ResponseWriter, st *state, path string, status int, why diag.Text) {
	var b bytes.Buffer
	title := why.In(h.opt.Lang)
	openShell(&b, h.opt.Lang, title, "")
	fmt.Fprintf(&b, "<p><code>/%s</code></p>", html.EscapeString(path))
	hint := diag.Text{
		ZH: "文件保存、错误改正以后，这里会自动更新。",
		EN: "It will appear here by itself when the file is saved and its mistakes are mended.",
	}
	fmt.Fprintf(&b, `<p>%s</p><p><a href="/">%s</a> · <a href="/%s">%s</a></p>`, hint.In(h.opt.Lang),
		diag.Text{ZH: "首页", EN: "Home page"}.In(h.opt.Lang), reserved, overviewTitle.In(h.opt.Lang))
	b.WriteString("</main></body></html>")
	h.html(w, status, b.Bytes(), path, h.keyOf(st, path), st)
}

// openShell writes the beginning of a page. What stands above the main part stays as
// it is while the page is kept up to date: what somebody has filled in there.
func openShell(b *bytes.Buffer, lang, title, above string) {
	fmt.Fprintf(b, `<!doctype html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title><style>%s</style></head><body><h1>%s</h1>%s<main>`,
		diag.Text{ZH: "zh-CN", EN: "en"}.In(lang), html.EscapeString(title), shellStyle, html.EscapeString(title), above)
}
