package sitetest_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// voices stands for the speech synthesis of a browser: its voices come late, what it
// is to say is noted, and a test says when a sentence ends.
const voices = `
	window.said = []; window.cancelled = 0; window.pending = null;
	window.SpeechSynthesisUtterance = function (text) { this.text = text; };
	const speech = new EventTarget();
	let known = [];
	speech.getVoices = () => known;
	speech.speak = u => { said.push(u.text); pending = u; };
	speech.cancel = () => { cancelled++; const was = pending; pending = null; if (was && was.onerror) setTimeout(() => was.onerror({error: 'canceled'})); };
	Object.defineProperty(window, 'speechSynthesis', {value: speech});
	window.come = lang => { known = [{lang, localService: true}]; speech.dispatchEvent(new Event('voiceschanged')); };
	window.ends = () => { const u = pending; pending = null; u.onend(); };`

// TestAloud: a page is read aloud from its heading to its end, in order, the place
// marked; it can be held and stopped by keyboard, and is silent when it is left. Without
// a voice for Chinese there is no button.
func TestAloud(t *testing.T) {
	slow(t)
	site := sourceNamed("town").make(t)
	b := openTab(t, startBrowser(t), site.FileRoot())
	b.before(t, voices)
	b.open(t, "policies/2017/0003.html")
	there := func() bool { return eval[bool](t, b, `document.querySelector('.aloud') != null`) }
	b.run(t, chromedp.Evaluate[chromedp.Void](`come('en-US')`))
	if there() {
		t.Error("there is a button without a voice")
	}
	b.run(t, chromedp.Evaluate[chromedp.Void](`come('zh-CN')`))
	if !there() {
		t.Fatal("there is no button")
	}
	b.tabTo(t, "朗读全文")
	b.run(t, chromedp.KeyEvent(kb.Enter))
	said := func() []string { return eval[[]string](t, b, `said`) }
	marked := func() string {
		return eval[string](t, b, `[...document.querySelectorAll('.spoken')].map(e => e.textContent).join('|')`)
	}
	title := eval[string](t, b, `document.querySelector('h1').textContent`)
	if got := said(); len(got) != 1 || got[0] != title || marked() != title {
		t.Errorf("at first it says %q, marked is %q", got, marked())
	}
	b.run(t, chromedp.Evaluate[chromedp.Void](`ends()`))
	second := said()[1]
	b.run(t, chromedp.KeyEvent(" ")) // the focus is on 暂停
	if got := eval[string](t, b, `document.activeElement.textContent + cancelled + (pending == null)`); got != "继续2true" {
		t.Errorf("when it is held: %s", got)
	}
	b.run(t, chromedp.KeyEvent(" "))
	if got := said(); len(got) != 3 || got[2] != second {
		t.Errorf("after the pause it says %q", got)
	}
	for range 500 {
		if eval[bool](t, b, `pending == null`) {
			break
		}
		b.run(t, chromedp.Evaluate[chromedp.Void](`ends()`))
	}
	const bare = `.replace(/\s/g, '')`
	want := eval[string](t, b, `[...document.querySelectorAll('h1, .prose > *')].map(e => e.textContent).join('')`+bare)
	if got := strings.ReplaceAll(strings.Join(append(said()[:2:2], said()[3:]...), ""), " ", ""); got != want {
		t.Errorf("it says\n%s\nwant\n%s", got, want)
	}
	if eval[bool](t, b, `document.querySelector('.aloud-bar, .spoken') != null`) {
		t.Error("at the end, the bar is still there")
	}
	b.tabTo(t, "朗读全文")
	b.run(t, chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Escape))
	if got := eval[string](t, b, `document.activeElement.textContent + (pending == null)`); got != "朗读全文true" {
		t.Errorf("after Escape: %s", got)
	}
	b.run(t, chromedp.KeyEvent(kb.Enter), chromedp.Evaluate[chromedp.Void](`window.dispatchEvent(new Event('pagehide'))`))
	if !eval[bool](t, b, `pending == null`) {
		t.Error("it goes on when the page is left")
	}
	report(t, b.troubles("policies/2017/0003.html"))
}

// TestAloudRoom: where there is no voice, the next page keeps no room for the button; and
// again when one has come.
func TestAloudRoom(t *testing.T) {
	slow(t)
	b := openTab(t, startBrowser(t), sourceNamed("town").make(t).FileRoot())
	b.before(t, voices)
	const room = `document.documentElement.classList.contains('speech')`
	for i, step := range []struct {
		room bool   // when the page has come
		come string // a voice
		then bool
	}{
		{true, "", true},
		{false, "en-US", false},
		{false, "zh-CN", true},
		{true, "zh-CN", true},
		{true, "", true},
		{false, "", false},
	} {
		b.open(t, []string{"policies/2017/0003.html", "policies/2017/0001.html"}[i%2])
		before := eval[bool](t, b, room)
		if step.come != "" {
			b.run(t, chromedp.Evaluate[chromedp.Void](`come('`+step.come+`')`))
		}
		if after := eval[bool](t, b, room); before != step.room || after != step.then {
			t.Errorf("page %d: there is room: %t, and then %t", i, before, after)
		}
	}
	report(t, b.troubles("policies/2017/0003.html"))
}

// TestAloudPlace: the button covers nothing, whatever the type and the window, on a page of
// each kind that is read; and pages that are not read keep no room for it.
func TestAloudPlace(t *testing.T) {
	slow(t)
	b := openTab(t, startBrowser(t), sourceNamed("clerk").make(t).FileRoot())
	b.before(t, voices)
	const (
		covered = `(() => {
			come('zh-CN');
			const box = document.querySelector('.aloud').getBoundingClientRect();
			return [...document.querySelectorAll('.crumbs li > *, h1, .doc-head p, .brand-row *')].filter(e => [...e.getClientRects()].some(r =>
				r.width > 1 && Math.min(r.right, box.right) - Math.max(r.left, box.left) > 1 && Math.min(r.bottom, box.bottom) - Math.max(r.top, box.top) > 1)).map(e => e.textContent).join()
				+ (box.right > innerWidth ? ' and sticks out' : '');
		})()`
		kept = `getComputedStyle(document.querySelector('.crumbs')).paddingInlineEnd + ' ' + getComputedStyle(document.querySelector('.crumbs')).paddingBottom`
	)
	for _, reading := range []string{"small", "standard", "large", "huge", "standard elder", "huge elder"} {
		b.open(t, "index.html")
		b.run(t, chromedp.Evaluate[chromedp.Void](`localStorage.setItem('gongkai-reading', '`+reading+`')`))
		for _, path := range []string{"guide/index.html", "notices/2026/0001.html", "reports/2025/index.html"} {
			b.open(t, path)
			for _, width := range []int64{320, 375, 768, 1280} {
				b.width(t, width)
				if what := eval[string](t, b, covered); what != "" {
					t.Errorf("%s, %s, %d px: the button covers %s", path, reading, width, what)
				}
			}
		}
		b.width(t, 375)
		for _, path := range []string{"policies/valid.html", "notices/index.html", "catalog/index.html"} {
			b.open(t, path)
			if room := eval[string](t, b, kept); room != "0px 0px" {
				t.Errorf("%s, %s: room is kept: %s", path, reading, room)
			}
		}
	}
	report(t, b.troubles("guide/index.html"))
}

// TestAloudWhole: what a reader sees of a document and cannot do without is read as well:
// that it is no law any more, where and when something is done, the figures of a report,
// what can be downloaded; and what is of no use to the ear is not.
func TestAloudWhole(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	for _, of := range []struct {
		site, page string
		said       []string // one after the other
		unsaid     []string
	}{
		{"clerk", "policies/2026/0002.html", []string{"示例镇小型工程管理暂行规定", "本文件已废止（废止日期：2026-02-01）。", "第一条　为加强小型工程管理，制定本规定。"}, []string{"索引号", "发布日期"}},
		{"office", "services/2025/0001.html", []string{
			"高龄津贴的申领", "怎样办理", "实施主体：示例镇便民服务中心", "办理地点：示例镇便民服务中心一层三号窗口", "联系电话：（示例）12345", "承诺时限：5个工作日",
			"受理条件", "年满八十周岁", "申请材料", "高龄津贴申请表，原件，2份，窗口领取", "办理流程", "1、到村（居）民委员会登记", "4、从次月起按月发放", "设定依据",
		}, []string{"上一篇", "主题分类"}},
		{"clerk", "reports/2025/index.html", []string{"主要数据", "新收政府信息公开申请：1件", "一、总体情况"}, []string{"结果维持", "数据下载", "SHA-256"}},
		{"clerk", "notices/2026/0001.html", []string{"附件", "（CSV 表格，"}, []string{"SHA-256", "校验值"}},
		{"clerk", "duties/2026/0001.html", []string{"示例镇"}, []string{"\n，"}},
		{"clerk", "guide/index.html", []string{"政府信息公开工作机构", "联系电话：010-20000000（办公室）、010-20000001（传真）"}, []string{"相关入口"}},
	} {
		b := openTab(t, browser, sourceNamed(of.site).make(t).FileRoot())
		b.before(t, voices)
		b.open(t, of.page)
		b.run(t, chromedp.Evaluate[chromedp.Void](`come('zh-CN'); document.querySelector('.aloud').click(); while (pending) ends()`))
		said := strings.Join(eval[[]string](t, b, `said`), "\n")
		rest := said
		for _, want := range of.said {
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Errorf("%s: it does not say %q, or not in its place:\n%s", of.page, want, said)
				break
			}
			rest = after
		}
		for _, not := range of.unsaid {
			if strings.Contains(said, not) {
				t.Errorf("%s: it says %q:\n%s", of.page, not, said)
			}
		}
		report(t, b.troubles(of.page))
	}
}

// TestAloudNumbers: the number before an item of a list is no text, and is read, once.
func TestAloudNumbers(t *testing.T) {
	slow(t)
	b := openTab(t, startBrowser(t), sourceNamed("town").make(t).FileRoot())
	b.before(t, voices)
	b.open(t, "policies/2017/0003.html")
	b.run(t, chromedp.Evaluate[chromedp.Void](`document.querySelector('h1').textContent = '标题';
		document.querySelector('.prose').innerHTML = '<ol><li>甲<ul><li>乙</li></ul>丙</li><li><p>丁。戊</p><p>己</p></li></ol><p>庚</p><ol start="5"><li>辛<ol><li>壬</li></ol></li><li>癸</li></ol>';
		come('zh-CN'); document.querySelector('.aloud').click(); while (pending) ends()`))
	want := "标题 1、甲 乙 丙 2、丁。 戊 己 庚 5、辛 1、壬 6、癸"
	if got := strings.Join(eval[[]string](t, b, `said`), " "); !strings.HasPrefix(got, want) {
		t.Errorf("it says %s\nnot     %s", got, want)
	}
	report(t, b.troubles("policies/2017/0003.html"))
}
