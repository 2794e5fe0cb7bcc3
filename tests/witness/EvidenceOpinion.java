import java.io.File;
import java.nio.file.Files;
import java.util.Date;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;

/**
 * A second opinion on evidence records (RFC 4998), by BouncyCastle alone.
 *
 * <p>java EvidenceOpinion (FILE RECORD)... prints one line for each pair: the file's name, then "proved",
 * or "not proved" and why.
 */
public final class EvidenceOpinion {
    private EvidenceOpinion() {}

    public static void main(String[] words) throws Exception {
        for (int at = 0; at < words.length; at += 2) {
            System.out.println(new File(words[at]).getName() + " " + said(words[at], words[at + 1]));
        }
    }

    private static String said(String file, String record) throws Exception {
        try {
            ERSEvidenceRecord read = new ERSEvidenceRecord(
                Files.readAllBytes(new File(record).toPath()), new JcaDigestCalculatorProviderBuilder().build());
            X509CertificateHolder signer = read.getSigningCertificate();
            SignerInformationVerifier verifier = new JcaSimpleSignerInfoVerifierBuilder()
                .setProvider(new BouncyCastleProvider()).build(signer);
            read.validate(verifier);
            read.validatePresent(new ERSByteData(Files.readAllBytes(new File(file).toPath())), new Date());
            return "proved";
        } catch (Exception fault) {
            return "not proved: " + fault.getMessage();
        }
    }
}
