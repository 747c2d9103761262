/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Validates PDF files against PDF/UA-1 and PDF/A-2a with veraPDF; run by tools/conform_pdf.sh. */
import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Conform {
	static boolean check(String file, String flavour) throws Exception {
		PDFAFlavour f = PDFAFlavour.fromString(flavour);
		try (PDFAParser p = Foundries.defaultInstance().createParser(new File(file), f);
		     PDFAValidator v = Foundries.defaultInstance().createValidator(f, 100, false, true,
		         false)) {
			ValidationResult r = v.validate(p);
			System.out.println(file + ": " + flavour + ": "
			    + (r.isCompliant() ? "conforms" : "FAILS") + ", "
			    + r.getTotalAssertions() + " checks");
			for (TestAssertion t : r.getTestAssertions())
				if (t.getStatus() == TestAssertion.Status.FAILED)
					System.out.println("  clause " + t.getRuleId().getClause()
					    + ", test " + t.getRuleId().getTestNumber() + ": "
					    + t.getMessage() + " at "
					    + t.getLocation().getContext());
			return r.isCompliant();
		}
	}

	public static void main(String[] files) throws Exception {
		java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
		VeraGreenfieldFoundryProvider.initialise();
		boolean ok = true;
		for (String file : files)
			for (String flavour : new String[] { "ua1", "2a" })
				ok &= check(file, flavour);
		System.exit(ok ? 0 : 1);
	}
}
