package detect

// asks-personal-data: asks for a name, address, telephone number or document.
// Amazon has these; a seller needs none that the order does not show him.
var AsksPersonalData = Detector{
	ID:   "asks-personal-data",
	Look: asks("asks-personal-data"),
}
