package model

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	mostMembers    = 64
	ensembleSuffix = "-ensemble"
)

// Ensemble is an architecture several times: networks that begin with other weights, learn the same and answer with their mean
// (Lakshminarayanan, Pritzel and Blundell 2017, arXiv 1612.01474). What each has made up on its own averages out.
func Ensemble(of Spec, members int) Spec {
	s := of.Clone()
	s.Name, s.Members = of.Name+ensembleSuffix, members
	return s
}

// Size is how many networks answer.
func (s Spec) Size() int { return max(s.Members, 1) }

// Member is the architecture of each of them.
func (s Spec) Member() Spec {
	s = s.Clone()
	s.Name, s.Members = strings.TrimSuffix(s.Name, ensembleSuffix), 0
	return s
}

// checkMembers refuses ensembles of what is not for them: the constants of features would be there as often.
func (s Spec) checkMembers() error {
	if s.Members < 0 || s.Members == 1 || s.Members > mostMembers {
		return fmt.Errorf("%w: %d members, want 2 to %d of an ensemble, or 0 for one network", ErrSpec, s.Members, mostMembers)
	}
	if s.Members > 0 && len(s.Conv) == 0 {
		return fmt.Errorf("%w: an ensemble of networks on features %q, want convolutions", ErrSpec, s.Features.Kind)
	}
	return nil
}

// MemberPrefix is what the names of a member's tensors begin with; members are counted from 0, their names from 1.
func MemberPrefix(member int) string { return "member" + strconv.Itoa(member+1) + "." }

// memberForm is a member's part of the form.
func (s Spec) memberForm(member int) []Form {
	all := s.Member().Form()
	for i := range all {
		all[i].Name = MemberPrefix(member) + all[i].Name
	}
	return all
}

// Member is one of the networks, counted from 0, over the same numbers; a network that is no ensemble is its own only one.
func (w Weights) Member(i int) Weights {
	if w.Spec.Members == 0 {
		return w
	}
	m := Weights{Spec: w.Spec.Member()}
	form := m.Spec.Form()
	for k, t := range w.Tensors[i*len(form):][:len(form)] {
		m.Tensors = append(m.Tensors, Tensor{form[k].Name, t.Shape, t.Data})
	}
	return m
}

// Join is the ensemble s over the numbers of its members.
func (s Spec) Join(members []Weights) Weights {
	w := Weights{Spec: s.Clone()}
	for i, m := range members {
		for k, f := range s.memberForm(i) {
			w.Tensors = append(w.Tensors, Tensor{f.Name, f.Shape, m.Tensors[k].Data})
		}
	}
	return w
}
