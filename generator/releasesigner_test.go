package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/edition"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// The programs of an office sign: the list and the log with Ed25519, the list with SM2,
// too. What signs differently each time signs once.
func TestReleaseByProgram(t *testing.T) {
	openssl := toolstest.OpenSSL(t)
	r := newReleased(t)
	do := func(args ...string) {
		t.Helper()
		command := exec.Command(openssl, args...)
		command.Dir = r.dir
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("openssl %v: %v, %s", args, err, out)
		}
	}
	do("genpkey", "-algorithm", "ED25519", "-out", "key.pem")
	do("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem")
	do("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2", "-out", "sm2.pem")
	sm2 := `"` + openssl + `" pkeyutl -sign -rawin -digest sm3 -inkey "` + filepath.Join(r.dir, "sm2.pem") + `" -in {file}`
	release := func(status int, also string) map[string]string {
		t.Helper()
		args := []string{
			"release", "--source", r.dir, "--as-of", buildtest.Day, "--public", filepath.Join(r.dir, "public.pem"),
			"--signer", `"` + openssl + `" pkeyutl -sign -rawin -inkey "` + filepath.Join(r.dir, "key.pem") + `" -in {file}`,
		}
		if also != "" {
			args = append(args, "--also", also)
		}
		var stdout, stderr bytes.Buffer
		if got := run(args, &stdout, &stderr); got != status {
			t.Fatalf("status %d: %s", got, stderr.String())
		}
		return r.tree("public")
	}
	first := release(exitWell, sm2)
	status, found, last := verify(t, filepath.Join(r.dir, "public"))
	if status != exitWell || len(last.Key) != 56 {
		t.Errorf("status %d, %v, %+v", status, found, last)
	}
	do("pkeyutl", "-verify", "-rawin", "-digest", "sm3", "-inkey", "sm2.pem", "-in", "public/SHA256SUMS", "-sigfile", "public/SHA256SUMS.sig")
	if second := release(exitWell, sm2); first[edition.AlsoPath] == "" || second[edition.AlsoPath] != first[edition.AlsoPath] || second[edition.SignaturePath] != first[edition.SignaturePath] {
		t.Error("the same list is signed anew")
	}
	r.edit(edition.AlsoPath, flip)
	if status, found, _ := verify(t, filepath.Join(r.dir, "public")); status != exitSite || !slices.Contains(found, "changed SHA256SUMS.sig") {
		t.Errorf("the other signature was changed: status %d, %v", status, found)
	}
	if third := release(exitWell, ""); third[edition.AlsoPath] != "" {
		t.Error("a signature that was not asked for stays")
	}
	before := r.tree("records")
	public := release(exitMachine, `"`+openssl+`" pkeyutl -sign -inkey none.pem`)
	if public[edition.SumsPath] == "" || len(r.tree("records")) != len(before) {
		t.Error("a program that has not signed leaves traces")
	}
}

// A program that does not sign is told apart from a log that is damaged: nobody is sent to
// restore what is sound, and nothing is recorded.
func TestReleaseUnsigned(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	r.write("content/notices/2018/0077.md", "---\ntitle: 关于停水的通知\ndate: 2018-03-01\ncategory: notices\nsummary: 停水。\n---\n\n停水一天。\n")
	before := r.tree("records")
	for command, want := range map[string]string{
		"no-such-program-here":             "没有 no-such-program-here 这个程序",
		`"` + self + `" -no-such-flag`:     "没有签名，退出码 2",
		`"` + self + `" -test.run=^$`:      "签名与公钥不符",
		`"` + self + `" -test.list=^None$`: "没有输出签名",
	} {
		var stdout, stderr bytes.Buffer
		status := run([]string{"release", "--source", r.dir, "--as-of", buildtest.Day, "--public", r.key.Public().String(), "--signer", command}, &stdout, &stderr)
		if said := stderr.String(); status == exitWell || !strings.Contains(said, want) || strings.Contains(said, "records/log") || strings.Contains(said, "exit status") {
			t.Errorf("%s: status %d: %s", command, status, said)
		}
		if !maps.Equal(r.tree("records"), before) {
			t.Fatal("a release that was not signed is recorded")
		}
	}
}
