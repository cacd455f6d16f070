package extract

// What is not read yet is said.

func (s *search) rtf(f *file, _ []byte) { s.remark(f.in, Remark{Reason: Foreign}) }
func (s *search) picture(f *file, _ Kind, _ []byte) {
	s.remark(f.in, Remark{Reason: Picture})
}
