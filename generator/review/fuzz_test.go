package review

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/sshsig"
	"gongkai/generator/sshsig/sshsigtest"
)

// signerOf makes a key.
func signerOf(t testing.TB) *sshsig.Signer {
	_, signer := sshsigtest.Key(t)
	return signer
}

// judgeFile judges a file by a chain of two stages with keys, and returns what the file is.
func judgeFile(data []byte, keys []sshsig.Key) (*page.Page, string, Verdict, *Policy) {
	p := &Policy{Stages: []Stage{{Name: "初审", By: []string{"主管副镇长"}, Keys: keys}, {Name: "复核", Keys: keys}}}
	parsed, _ := page.Parse("notices/2026/0001.md", data)
	if parsed == nil {
		return nil, "", Verdict{}, p
	}
	sum := Sum(TextOf(&parsed.Meta, parsed.Body), nil)
	return parsed, sum, p.Judge(&Document{
		Meta: &parsed.Meta, Sum: sum, Today: page.NewDate(2026, 12, 10),
		Elsewhere: func(string) string { return "" }, Locate: func(int) diag.Pos { return diag.Pos{} },
		Verify: func(statement []byte, sig string, keys []sshsig.Key) error {
			_, err := sshsig.Verify(statement, sig, Namespace, keys)
			return err
		},
	}), p
}

// FuzzReview: whatever stands as review and sig in a file, nothing panics, and no stage
// with keys is passed without an entry whose signature holds for the document as it is.
//
// SUM in the input stands for the sum of the document, SIG for a signature of the first
// stage on 3 December: so the fuzzer begins where most of an entry is right.
func FuzzReview(f *testing.F) {
	signer := signerOf(f)
	keys := []sshsig.Key{signer.Key()}
	const head, tail = "---\ntitle: 公告\ncategory: notices\ndate: 2026-12-01\nreview:", "\n---\n正文。\n"
	bare, sum, _, _ := judgeFile([]byte(strings.TrimSuffix(head, "review:")+"---\n正文。\n"), keys)
	if bare == nil {
		f.Fatal("the document cannot be read")
	}
	sig, err := sshsig.Sign(Statement("初审", "主管副镇长", page.NewDate(2026, 12, 3), sum), Namespace, signer)
	if err != nil {
		f.Fatal(err)
	}
	other, err := sshsig.Sign(Statement("初审", "主管副镇长", page.NewDate(2026, 12, 3), sum), "file", signer)
	if err != nil {
		f.Fatal(err)
	}
	fill := strings.NewReplacer("SUM", sum, "SIG", sig, "OTHER", other)
	const good = "\n  - {stage: 初审, by: 主管副镇长, date: 2026-12-03, sum: SUM, sig: SIG}"
	if _, _, v, _ := judgeFile([]byte(head+fill.Replace(good)+tail), keys); v.Stage != 1 || len(v.Found) > 0 {
		f.Fatalf("a good entry does not count: %+v", v)
	}
	for _, entry := range []string{
		good, good + good, strings.Replace(good, "03", "04", 1), strings.Replace(good, "SIG", "OTHER", 1), strings.Replace(good, "SIG", "SIGAAAA", 1),
		strings.Replace(good, ", sig: SIG", "", 1), strings.Replace(good, "初审", "复核", 1), " [{stage: 初审, by: 主管副镇长, date: 2026-12-03, sum: SUM, sig: [SIG]}]",
		"\n- stage: 初审\n  by: 主管副镇长\n  date: 2026-12-03\n  sum: SUM\n  sig: |\n    SIG\n", " ~", " &a [*a]", " {stage: 初审}", "\n  - {sig: '" + strings.Repeat("A", 20000) + "'}",
	} {
		f.Add(entry)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		p, now, v, policy := judgeFile([]byte(head+fill.Replace(entry)+tail), keys)
		if p == nil {
			return
		}
		for _, s := range policy.Stages[:v.Stage] {
			holds := false
			for _, e := range p.Meta.Review {
				_, err := sshsig.Verify(Statement(e.Stage, e.By, e.Date, e.Sum), e.Sig, Namespace, keys)
				holds = holds || err == nil && e.Stage == s.Name && e.Sum == now
			}
			if !holds {
				t.Errorf("%q passes %s without a signature", entry, s.Name)
			}
		}
		if v.Stage > 1 {
			t.Errorf("%q passes a stage that nobody has signed", entry)
		}
	})
}
