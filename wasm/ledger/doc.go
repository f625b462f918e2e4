// Package ledger holds what is remembered of the pages a person has opened,
// and for how long.
//
// Messages is what Message Centers have listed: OpenMessages takes the stored
// chunks, Remember adds what is listed now, Find looks a mail up and Serve
// notes what it has proven.
//
// Dues is what falls due: OpenDues takes the stored chunks and Answer does what
// a face asks (see, page, mark, undo, agenda, remind, told, calendar).
//
// Requests is where invitation requests stand: OpenRequests takes the stored
// chunks and Answer does what a face asks (see, list, remove, undo).
//
// Changed, or an answer's Chunks, gives the chunks to be stored again. The
// package stores nothing itself and knows no clock: times are handed in.
package ledger
