package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/sshsig"
	"gongkai/generator/sshsig/sshsigtest"
	"gongkai/generator/toolstest"
)

// keyFile writes a private key and returns its path and its public half.
func keyFile(t *testing.T) (file string, key sshsig.Key) {
	file, signer := sshsigtest.Key(t)
	return file, signer.Key()
}

// signedSite makes a site with one document and one stage, which has a key, and goes
// there.
func signedSite(t *testing.T, key sshsig.Key) (document string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	callWell(t, "init", dir, "--quiet")
	t.Chdir(dir)
	config, err := os.OpenFile("config.toml", os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := config.WriteString("\n[review]\n[[review.stage]]\nname = \"初审\"\nby = [\"主管副镇长\"]\nkeys = [\"" + key.String() + "\"]\n"); err != nil {
		t.Fatal(err)
	}
	if err := config.Close(); err != nil {
		t.Fatal(err)
	}
	document = "content/policies/2017/0003.md"
	if err := os.MkdirAll(filepath.Dir(document), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(document, []byte("---\ntitle: 办法\ncategory: policies\ndate: 2017-03-15\n---\n正文。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return document
}

// callOf calls the program.
func callOf(args ...string) (status int, stdout, stderr string) {
	var out, said bytes.Buffer
	status = run(args, &out, &said)
	return status, out.String(), said.String()
}

// callWell calls the program, which must end well, and returns what it prints.
func callWell(t *testing.T, args ...string) string {
	t.Helper()
	status, stdout, stderr := callOf(args...)
	if status != exitWell {
		t.Fatalf("%v: exit status %d\n%s%s", args, status, stdout, stderr)
	}
	return stdout
}

// callFails runs a command on a site that has errors, and returns what it prints.
func callFails(t *testing.T, args ...string) string {
	t.Helper()
	status, stdout, stderr := callOf(args...)
	if status != exitSite {
		t.Fatalf("%v: exit status %d\n%s%s", args, status, stdout, stderr)
	}
	return stdout + stderr
}

// TestApproveSigned: where a stage has keys, an approval is signed by one of them or not
// made, and a signed one counts.
func TestApproveSigned(t *testing.T) {
	file, key := keyFile(t)
	document := signedSite(t, key)
	other, otherKey := keyFile(t)
	t.Setenv("SSH_AUTH_SOCK", filepath.Join(t.TempDir(), "none"))
	public := filepath.Join(t.TempDir(), "key.pub")
	if err := os.WriteFile(public, []byte(key.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		key  []string
		says []string
	}{
		{"no key", nil, []string{"“初审”设了公钥", "--key 私钥文件", "ssh-add"}},
		{"the agent", []string{"--key", "agent"}, []string{"“初审”设了公钥"}},
		{"another key", []string{"--key", other}, []string{otherKey.Fingerprint(), key.Fingerprint(), "不在“初审”的 keys 里"}},
		{"the public key", []string{"--key", public}, []string{"是公钥", "没有写审核记录"}},
		{"no such file", []string{"--key", file + "x"}, nil},
	} {
		status, _, stderr := callOf(append([]string{"approve", document, "--as-of", "2017-03-16"}, c.key...)...)
		if status == exitWell {
			t.Errorf("%s: approved", c.name)
		}
		for _, want := range c.says {
			if !strings.Contains(stderr, want) {
				t.Errorf("%s: %q lacks %s", c.name, stderr, want)
			}
		}
		if now, _ := os.ReadFile(document); !bytes.Equal(now, before) {
			t.Errorf("%s: the file was written", c.name)
		}
	}
	if said := callWell(t, "approve", document, "--as-of", "2017-03-16", "--key", file); !strings.Contains(said, "审核已完成") {
		t.Error(said)
	}
	if said := callWell(t, "review", document, "--as-of", "2017-03-16"); !strings.Contains(said, "初审，主管副镇长，2017-03-16：有效") {
		t.Error(said)
	}
	callWell(t, "build", "--as-of", "2017-03-16", "--quiet")
	if _, err := os.Stat("public/policies/2017/0003.html"); err != nil {
		t.Error(err)
	}
	now, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	forged := bytes.Replace(now, []byte("date: 2017-03-16"), []byte("date: 2017-03-17"), 1)
	if err := os.WriteFile(document, forged, 0o644); err != nil {
		t.Fatal(err)
	}
	if said := callWell(t, "review", document, "--as-of", "2017-03-18"); !strings.Contains(said, "无效：") {
		t.Error(said)
	}
	if status, _, stderr := callOf("approve", document, "--as-of", "2017-03-18", "--key", file); status != exitSite || !strings.Contains(stderr, "RV011") {
		t.Errorf("exit status %d, %s", status, stderr)
	}
}

// TestVerifiedByHand follows docs/review.md to the letter: ssh-keygen verifies what was
// approved, with what the program prints and without the program.
func TestVerifiedByHand(t *testing.T) {
	keygen := toolstest.OpenSSH(t, "ssh-keygen")
	handbook, err := filepath.Abs(filepath.Join(docs, "review.md"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile(handbook)
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(doc), "## Checking a signature by hand\n")
	blocks := regexp.MustCompile("(?s)```(text|sh)\n(.*?)```").FindAllStringSubmatch(section, 3)
	if len(blocks) != 3 || blocks[0][1] != "text" {
		t.Fatalf("the section has not three blocks: %q", blocks)
	}
	path := program(t)
	file, key := keyFile(t)
	document := signedSite(t, key)
	callWell(t, "approve", document, "--as-of", "2017-03-16", "--key", file)
	data, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	entry := regexp.MustCompile(`sum: ([0-9a-f]{64}), sig: "?([A-Za-z0-9+/=]+)`).FindSubmatch(data)
	if entry == nil {
		t.Fatalf("no signed entry in\n%s", data)
	}
	allowed := strings.Replace(blocks[0][2], "ssh-ed25519 AAAA…", key.String(), 1)
	if err := os.WriteFile("allowed_signers", []byte(allowed), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, block := range blocks[1:] {
		text := strings.NewReplacer("SUM", string(entry[1]), "SIG\\n", string(entry[2])+"\\n").Replace(block[2])
		for name, script := range map[string]string{"as it is": text, "another day": strings.ReplaceAll(text, "< statement", "< forged")} {
			if name == "another day" {
				script = strings.Replace(script, "ssh-keygen", "sed s/2017-03-16/2017-03-17/ statement > forged\nssh-keygen", 1)
			}
			cmd := exec.Command("sh", "-ec", script)
			cmd.Env = append(os.Environ(), "PATH="+path+string(os.PathListSeparator)+filepath.Dir(keygen)+string(os.PathListSeparator)+os.Getenv("PATH"))
			said, err := cmd.CombinedOutput()
			if good := err == nil && strings.Contains(string(said), "Good \"gongkai-review\" signature for 主管副镇长"); good != (name == "as it is") {
				t.Errorf("%s:\n%s\n%v\n%s", name, script, err, said)
			}
		}
	}
}

// TestApproveChangedMeanwhile: a document that somebody changes between the look at it and
// the writing is not written, nor is another that was approved with it.
func TestApproveChangedMeanwhile(t *testing.T) {
	file, key := keyFile(t)
	document := signedSite(t, key)
	const other = "content/policies/2017/0004.md"
	data, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, data, 0o644); err != nil {
		t.Fatal(err)
	}
	a := &approveCommand{Key: file}
	r, ok, err := reviewedSite(&call{cli: cli{Source: ".", AsOf: "2017-03-16", Lang: "zh"}, stdout: io.Discard, stderr: io.Discard})
	if !ok {
		t.Fatal(err)
	}
	steps, err := a.plan(r, []string{"policies/2017/0003.md", "policies/2017/0004.md"})
	if err != nil {
		t.Fatal(err)
	}
	signers, err := a.signers(r.call, steps)
	if err != nil {
		t.Fatal(err)
	}
	changed := append(bytes.Clone(data), "又一段。\n"...)
	if err := os.WriteFile(other, changed, 0o644); err != nil {
		t.Fatal(err)
	}
	err = refusal(write(".", steps, signers))
	var wrong wrongCall
	if !errors.As(err, &wrong) || !strings.Contains(wrong.ZH, "又改动了") || !strings.Contains(wrong.ZH, "0004.md") {
		t.Errorf("%v", err)
	}
	for name, want := range map[string][]byte{document: data, other: changed} {
		if now, err := os.ReadFile(name); err != nil || !bytes.Equal(now, want) {
			t.Errorf("%s holds %q, %v", name, now, err)
		}
	}
}

// TestAgrees: only who says so agrees.
func TestAgrees(t *testing.T) {
	for answer, want := range map[string]bool{"y\n": true, "Y\n": true, "是\n": true, " yes \n": true, "同意": true, "\n": false, "": false, "n\n": false, "yy\n": false, "不\n": false} {
		var asked bytes.Buffer
		c := &call{cli: cli{Lang: "en"}, stderr: &asked}
		if got := agrees(c, strings.NewReader(answer), 1); got != want {
			t.Errorf("%q: %t", answer, got)
		}
		if asked.String() != "Approve? [y/N] " {
			t.Errorf("asked %q", asked.String())
		}
	}
}

// TestApproveTerminal: nothing in a document, its name or an argument makes a terminal do
// anything when it is approved.
func TestApproveTerminal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	files := buildtest.Site()
	files["config.toml"] = append(files["config.toml"], "\n[review]\nsince = 2022-02-01\n[[review.stage]]\nname = \"初审\"\n"...)
	files["content/notices/2022/0101.md"] = []byte("---\ntitle: " + escaped + "\ncategory: notices\ndate: 2022-02-10\n---\n\n正文\u009b31m\u202e。\n")
	files["content/notices/2022/0102.md"] = []byte("---\ntitle: 公告\ncategory: notices\ndate: 2022-02-10\n---\n\n正文\u2066。\n\n第二段\u200b。\n")
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	printed := ""
	for _, args := range [][]string{
		{"review"}, {"review", "--json"}, {"approve", "notices/2022/0101.md", "--by", "甲"}, {"approve", "notices/2022/0102.md", "--by", "甲"},
		{"review", "notices/2022/0101.md"}, {"approve", obeyed}, {"review", obeyed}, {"review", "notices/2022/0102.md", "--statement", obeyed},
		{"approve", "notices/2022/0101.md", "--by", obeyed}, {"approve", "notices/2022/0101.md", "--stage", obeyed}, {"approve", "notices/2022/0101.md", "--by", "乙", "--key", obeyed},
	} {
		for _, lang := range []string{"zh", "en"} {
			printed += checkPrinted(t, append(args, "--source", dir, "--as-of", buildtest.Day, "--lang", lang)...)
		}
	}
	if n := strings.Count(printed, "<U+001B>"); n < 12 {
		t.Errorf("what is hostile is shown %d times:\n%s", n, printed)
	}
}
