package build

import (
	"bytes"

	"gongkai/generator/diag"
)

// Output makes one output of the site by itself, the bytes that [Build] would
// publish, and says what was found in making it. path is as in [Explain]; the
// error is [ErrNoOutput] where the site has no such output.
func (s *Site) Output(path string) ([]byte, []diag.Diagnostic, error) {
	o, ok := s.plan.Lookup(outputPath(path))
	if !ok {
		return nil, nil, ErrNoOutput
	}
	if o.IsPage() {
		return s.makePage(&Worker{}, o, s.plan.View(o))
	}
	var b bytes.Buffer
	err := s.writeData(&b, o)
	return b.Bytes(), nil, err
}
