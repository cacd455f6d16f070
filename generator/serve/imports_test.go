package serve

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"gongkai/generator/site/buildtest"
)

// sentFile is a file as a browser sends it, or as somebody does who is none.
type sentFile struct{ name, data string }

const notice = "关于停水的公告\n明天停水。\n某某镇人民政府\n2022年5月30日\n"

// form writes what a browser sends.
func form(t testing.TB, category string, files ...sentFile) (body, contentType string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	err := w.WriteField("category", category)
	for _, f := range files {
		part, e := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="file"; filename="` + f.name + `"`}})
		if e == nil {
			_, e = io.WriteString(part, f.data)
		}
		if err == nil {
			err = e
		}
	}
	if e := w.Close(); err != nil || e != nil {
		t.Fatal(err, e)
	}
	return b.String(), w.FormDataContentType()
}

// post sends files as the overview page does, and returns the answer.
func (r *running) post(category string, files ...sentFile) *http.Response {
	r.t.Helper()
	body, contentType := form(r.t, category, files...)
	return r.send(body, contentType)
}

func (r *running) send(body, contentType string) *http.Response {
	r.t.Helper()
	req, err := http.NewRequest("POST", r.url+"/"+importPath, strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Origin", r.url)
	res, err := noRedirect.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	res.Body.Close()
	return res
}

// imported posts files and returns the overview that the answer leads to.
func (r *running) imported(category string, files ...sentFile) string {
	r.t.Helper()
	res := r.post(category, files...)
	if res.StatusCode != http.StatusSeeOther || res.Header.Get("Location") != "/"+reserved {
		r.t.Fatalf("%s to %s", res.Status, res.Header.Get("Location"))
	}
	_, body := r.get(reserved)
	return body
}

// inOrder reports the first text that is not behind those before it.
func inOrder(t testing.TB, body string, want ...string) {
	t.Helper()
	rest := body
	for _, text := range want {
		_, after, ok := strings.Cut(rest, text)
		if !ok {
			t.Fatalf("no %s in order in\n%s", text, body)
		}
		rest = after
	}
}

// TestImport: files become drafts, which the preview shows; what was taken, what was
// not and which file failed is said for each; it stands there until the next import.
func TestImport(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	r.shows(reserved, `<form id="import" method="post" action="/_gongkai/import" enctype="multipart/form-data"`)
	body := r.imported("notices",
		sentFile{"公告<b>.txt", notice}, sentFile{"公告.txt", notice}, sentFile{"坏的.docx", "PK\x03\x04"}, sentFile{"名单.csv", "姓名,村\n甲,一村\n"}, sentFile{"照片.pdf", "%PDF-1.7"})
	inOrder(t, body, "刚才导入的文件", "公告\ufffdb\ufffd.txt", "SV009", "<h3>公告.txt</h3>", `<a href="/notices/2022/0003.html">关于停水的公告</a>`, "content/notices/2022/0003.md", "IM029", "成文日期 2022-05-30",
		"<h3>坏的.docx</h3>", `class="mark error">IM004<`, "<h3>名单.csv</h3>", `href="/notices/2022/0004.html"`, "<h3>照片.pdf</h3>", "IM001", "未公开的文档")
	if strings.Contains(body, "公告<b>") {
		t.Error("a name is not escaped")
	}
	if !strings.Contains(body, `<option value="notices" selected>`) {
		t.Error("the category that was chosen is not offered again")
	}
	r.shows("notices/2022/0003.html", "明天停水。")
	r.shows("notices/2022/0003.html", "预览：草稿")
	r.shows(reserved, `<span class="mark">草稿</span><a href="/notices/2022/0003.html">`)
	if said := r.screen.String(); !strings.Contains(said, "导入 公告.txt 为草稿 content/notices/2022/0003.md") || !strings.Contains(said, "没有导入 照片.pdf：") {
		t.Errorf("the screen says\n%s", said)
	}
	if body := r.imported("policies", sentFile{"第二.txt", notice}); strings.Contains(body, "名单.csv</h3>") || !strings.Contains(body, "<h3>第二.txt</h3>") {
		t.Error("what was imported before is still there")
	}
}

// TestImportOfNothing: what is wrong with the whole is said on the overview, too.
func TestImportOfNothing(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	many := slices.Repeat([]sentFile{{"照片.pdf", "%PDF-1.7"}}, maxImported+1)
	r.write("content/dynamics/2022", "this is no folder")
	before := r.contents()
	for code, body := range map[string]string{
		"SV006": r.imported("reports", sentFile{"公告.txt", notice}),
		"SV007": r.imported("notices"),
		"SV008": r.imported("notices", many...),
		"SV010": r.imported("dynamics", sentFile{"公告.txt", notice}),
	} {
		if _, imported, _ := strings.Cut(body, `id="imported"`); !strings.Contains(imported, ">"+code+"<") {
			t.Errorf("no %s in\n%s", code, imported)
		}
	}
	if after := r.contents(); !slices.Equal(before, after) {
		t.Errorf("there was %v, and is %v", before, after)
	}
}

// TestImportRefused: files are taken from our own page alone, one request at a time,
// and not without bounds; what is refused writes nothing.
func TestImportRefused(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	before := r.contents()
	host := strings.TrimPrefix(r.url, "http://")
	body, contentType := form(t, "notices", sentFile{"公告.txt", notice})
	ours := "Host: " + host + "\r\nOrigin: " + r.url + "\r\n"
	for _, c := range []struct{ name, first, header, status string }{
		{"a link to it", "GET /" + importPath, ours, "405"},
		{"another method", "PUT /" + importPath, ours, "405"},
		{"files for the overview", "POST /" + reserved, ours, "405"},
		{"files for a page", "POST /index.html", ours, "405"},
		{"no origin", "POST /" + importPath, "Host: " + host + "\r\n", "403"},
		{"no origin, and followed", "POST /" + importPath, "Host: " + host + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "403"},
		{"another origin", "POST /" + importPath, "Host: " + host + "\r\nOrigin: http://evil.example\r\n", "403"},
		{"a hidden origin", "POST /" + importPath, "Host: " + host + "\r\nOrigin: null\r\n", "403"},
		{"another port", "POST /" + importPath, "Host: " + host + "\r\nOrigin: http://127.0.0.1:1\r\n", "403"},
		{"two origins", "POST /" + importPath, ours + "Origin: http://evil.example\r\n", "403"},
		{"another site of ours", "POST /" + importPath, ours + "Sec-Fetch-Site: same-site\r\n", "403"},
		{"another host", "POST /" + importPath, "Host: evil.example\r\nOrigin: http://evil.example\r\n", "403"},
	} {
		answer := r.raw(c.first + " HTTP/1.1\r\n" + c.header + "Content-Type: " + contentType + "\r\nContent-Length: " + fmt.Sprint(len(body)) + "\r\nConnection: close\r\n\r\n" + body)
		if !strings.HasPrefix(answer, "HTTP/1.1 "+c.status+" ") {
			t.Errorf("%s: got %.200q, want %s", c.name, answer, c.status)
		}
	}
	for name, send := range map[string][2]string{"no form": {"abc", "text/plain"}, "half a form": {body[:len(body)/2], contentType}, "no bound": {body, "multipart/form-data"}} {
		if res := r.send(send[0], send[1]); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", name, res.Status)
		}
	}
	if status := r.announce(ours+"Content-Type: "+contentType+"\r\nContent-Length: "+fmt.Sprint(maxImport+1)+"\r\n", body); !strings.HasPrefix(status, "HTTP/1.1 413 ") {
		t.Errorf("too large: %.200q", status)
	}
	r.s.imports.busy.Lock()
	if res := r.post("notices", sentFile{"公告.txt", notice}); res.StatusCode != http.StatusConflict {
		t.Errorf("while others are imported: %s", res.Status)
	}
	r.s.imports.busy.Unlock()
	if after := r.contents(); !slices.Equal(before, after) {
		t.Errorf("there was %v, and is %v", before, after)
	}
}

// contents lists what is in the folders of categories.
func (r *running) contents() []string {
	r.t.Helper()
	found, err := filepath.Glob(filepath.Join(r.dir, "content", "*", "*", "*"))
	if err != nil || len(found) == 0 {
		r.t.Fatal(found, err)
	}
	return found
}

// announce sends a request and goes away before all that it has announced.
func (r *running) announce(header, body string) string {
	r.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "POST /"+importPath+" HTTP/1.1\r\n"+header+"Connection: close\r\n\r\n"+body); err != nil {
		r.t.Fatal(err)
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		r.t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(answer)
}

// TestImportFromElsewhere: whoever may look at the preview from another machine
// imports nothing, and is offered no form.
func TestImportFromElsewhere(t *testing.T) {
	r := start(t, buildtest.Site(), func(o *Options) { o.Host = "192.0.2.7" })
	r.shows(reserved, `<form id="import"`)
	body, contentType := form(t, "notices", sentFile{"公告.txt", notice})
	ask := func(method, path string) *httptest.ResponseRecorder {
		req := httptest.NewRequest(method, "/"+path, strings.NewReader(body))
		req.Host, req.RemoteAddr = "192.0.2.7:8017", "192.0.2.9:5000"
		req.Header.Set("Content-Type", contentType)
		req.Header.Set("Origin", "http://192.0.2.7:8017")
		w := httptest.NewRecorder()
		r.s.Handler().ServeHTTP(w, req)
		return w
	}
	if w := ask("POST", importPath); w.Code != http.StatusForbidden {
		t.Errorf("files: %d", w.Code)
	}
	if w := ask("GET", reserved); w.Code != http.StatusOK || strings.Contains(w.Body.String(), `id="import"`) {
		t.Errorf("overview: %d\n%s", w.Code, w.Body)
	}
}

// TestSafeName: the name of a file is what is behind its folders, and one that every
// system can have.
func TestSafeName(t *testing.T) {
	for sent, want := range map[string]string{
		"通知.docx": "通知.docx", "../../content/通知.docx": "通知.docx", `C:\Users\张\通知.docx`: "通知.docx", "/etc/通知.txt": "通知.txt", ".通知.txt": ".通知.txt", "通知 (1).txt": "通知 (1).txt",
		"console.txt": "console.txt", "COM10.txt": "COM10.txt", "comx.txt": "comx.txt", "lpt.txt": "lpt.txt", "通知.COM1": "通知.COM1",
		// None.
		"": "", ".": "", "..": "", "a/": "", `a\`: "", "通知.txt.": "", "通知 ": "", "...": "", "a\x00.txt": "", "a\n.txt": "", "a\x1b[31m.txt": "", "a\u202etxt.exe": "", "a\u200b.txt": "", "a\xff.txt": "", "a\u2028.txt": "",
		"通知?.txt": "", "通知*.txt": "", "a:b.txt": "", "a|b.txt": "", "<a>.txt": "", `"a".txt`: "", strings.Repeat("长", 90): "",
		"CON": "", "con.docx": "", "Nul.tar.gz": "", "aux .txt": "", "PRN.": "", "COM1.txt": "", "lpt9": "", "com¹.txt": "", "CONIN$": "", "COM0": "",
	} {
		name, safe := safeName(sent)
		if safe != (want != "") || safe && name != want || strings.ContainsAny(name, "/\\\x00\n\x1b\u202e") || len(name) > maxName+len("…") {
			t.Errorf("%q: %q, %t, want %q", sent, name, safe, want)
		}
	}
}

// drop drops files on the page.
func (b *browser) drop(files ...string) {
	b.t.Helper()
	data := input.DragData{Items: []*input.DragDataItem{}, Files: files, DragOperationsMask: 1}
	for _, step := range []input.DispatchDragEventType{"dragEnter", "dragOver", "drop"} {
		if step == "drop" { // as somebody does who sees where it would go
			b.until("the place to drop", "document.querySelector('#import').classList.contains('over')")
		}
		if _, err := chromedp.Call(b.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{Type: step, X: 400, Y: 500, Data: &data}); err != nil {
			b.t.Fatal(err)
		}
	}
}

// In a real browser: files that are chosen, files that are dropped, and without a
// script; what was chosen stays while the page is kept up to date.
func TestImportInBrowser(t *testing.T) {
	t.Parallel()
	r := start(t, buildtest.Site(), nil)
	b := r.browse(reserved)
	dir := buildtest.TempDir(t)
	file := func(name, data string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first, second, third, bad := file("公告.txt", notice), file("名单.csv", "姓名,村\n甲,一村\n"), file("另一个.txt", "关于停电的公告\n停电。\n"), file("照片.pdf", "%PDF-1.7")

	b.mark()
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#import-files"), []string{first, bad}))
	b.script("document.querySelector('#import-category').value = 'policies'")
	r.write("content/policies/2022/0007.md", "---\ntitle: 同时写的草稿\ncategory: policies\ndate: 2022-05-05\ndraft: true\n---\n\n正文。\n")
	b.until("the draft of somebody else", text("main")+".includes('同时写的草稿')")
	b.until("the files that were chosen", "window.marked && document.querySelector('#import-files').files.length === 2")
	b.do(chromedp.Click(chromedp.CSS("#import button")))
	b.until("the result", text("main")+".includes('刚才导入的文件') && "+text("main")+".includes('IM001') && location.pathname === '/_gongkai/'")
	r.shows("policies/2022/0008.html", "关于停水的公告")               // until then it is not found, and shown when it is
	b.script("document.querySelector('main h3 + p a').click()") // the preview may put another one in its place between two messages
	b.until("the draft", "location.pathname === '/policies/2022/0008.html' && "+text("h1")+".includes('关于停水的公告')")

	b.open(reserved)
	b.until("the script", "document.querySelector('#import') !== null && document.readyState === 'complete'")
	b.drop(second, dir)
	b.until("what is said of a folder", text("#import-state")+".includes('gongkai import')")
	b.drop(second)
	b.until("what was dropped", text("main h3")+" === '名单.csv' && "+text("main h3 + p")+".includes('content/policies/2022/0009.md')")

	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate(b.url+"/"+reserved), chromedp.SetUploadFiles(chromedp.CSS("#import-files"), []string{first, third}), chromedp.Click(chromedp.CSS("#import button")))
	r.shows(reserved, "content/policies/2022/0010.md")
	r.shows(reserved, "IT001") // the first was imported before
	b.mu.Lock()
	defer b.mu.Unlock()
	if said := slices.DeleteFunc(b.said, func(s string) bool { return strings.Contains(s, "favicon.ico") }); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}
